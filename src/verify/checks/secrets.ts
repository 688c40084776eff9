import { type Fact, levelOf } from "../../../openapi/read.js";
import { decodeBody, type Exchange } from "../exchange/exchange.js";
import { security } from "../operations/description.js";
import { secretProperties } from "../probes/plan.js";
import { type Check, type Evidence, fail, type Opinion, pass, skip } from "./check.js";

/** A secret is documented as part of a request and of no response, so returning it breaks that clause. */
export const secretChecks: readonly Check[] = [
  leakCheck("api-key", "the API key", security.fact),
  // Two operations may send the same secret.
  ...secretProperties
    .filter(({ name }, index) => secretProperties.findIndex((each) => each.name === name) === index)
    .map(({ name, schema }) =>
      leakCheck(name, name, { pointer: `${schema.pointer}/writeOnly`, level: levelOf(schema.keywords, "type") }),
    ),
];

function leakCheck(name: string, subject: string, { pointer, level }: Fact): Check {
  return {
    id: `secrets/${name}`,
    level,
    pointer,
    title: `never returns ${subject} in a response, headers included`,
    needs: "every",
    examine: (exchange, evidence) => examineLeaks(name, exchange, evidence),
  };
}

function examineLeaks(name: string, { response }: Exchange, { leaks }: Evidence): Opinion {
  if (response === undefined) return skip("no response was received");
  const inHeader = Object.entries(response.headers).find((header) => leaks.findNames(header.join(": ")).includes(name));
  if (inHeader !== undefined) return fail(`it appears in the header ${inHeader[0]}`);
  return leaks.findNames(decodeBody(response)).includes(name) ? fail("it appears in the body") : pass;
}
