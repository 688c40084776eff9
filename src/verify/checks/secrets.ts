import { levelOf, type Sourced } from "../../../openapi/provenance.js";
import { type Exchange, textOf } from "../exchange/exchange.js";
import { security } from "../operations/contract.js";
import { at } from "../operations/description.js";
import { secretProperties } from "../probes/plan.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

/** A secret is documented as something sent, and in no answer: giving it back breaks what says that it is sent. */
export const secretChecks: readonly Check[] = [
  leakCheck("api-key", "the API key", security.fact.pointer, security.fact.level),
  ...secretProperties.map(({ name, pointer }) =>
    leakCheck(name, name, `${pointer}/writeOnly`, levelOf(at(pointer) as Sourced, "type")),
  ),
];

function leakCheck(name: string, subject: string, clause: string, level: Check["level"]): Check {
  return {
    id: `secrets/${name}`,
    level,
    clause,
    sentence: `gives ${subject} back in no answer, headers included`,
    sends: "every",
    examine: (exchange, evidence) => leaks(name, exchange, evidence),
  };
}

function leaks(name: string, { answer }: Exchange, { leaks: finder }: Evidence): Opinion {
  if (answer === undefined) return notJudged("no answer was received");
  const inHeader = Object.entries(answer.headers).find((header) => finder.namesIn(header.join(": ")).includes(name));
  if (inHeader !== undefined) return broken(`it stands in the header ${inHeader[0]}`);
  return finder.namesIn(textOf(answer)).includes(name) ? broken("it stands in the body") : kept;
}
