import type { Level } from "../../../openapi/vocabulary.js";
import { fallback, requestBody, responseFor, security } from "../../support/contract.js";
import { registration } from "../../support/description.js";
import type { Exchange } from "../exchange/exchange.js";
import { textOf } from "../exchange/exchange.js";
import { badCredentials } from "../probes/bad-credentials.js";
import { broken as brokenRequests, constraintId, inWords, probeIds } from "../probes/constraints.js";
import { brokenParameters } from "../probes/list.js";
import { LIST, requestSchema } from "../probes/plan.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

/** A request that a server must refuse, whatever its reason. */
function refusal(id: string, sentence: string, { pointer, level }: { pointer: string; level: Level }): Check {
  return { id, level, sentence, clause: pointer, sends: [id], examine: refused };
}

function refused({ answer, failure }: Exchange): Opinion {
  if (failure !== undefined) return broken(`no answer: ${failure.detail}`);
  if (answer === undefined) return notJudged("nothing was sent");
  if (answer.status === 429) return notJudged("the server asks to send less (429)");
  if (answer.status >= 400 && answer.status < 500) return kept;
  return broken(`answered ${answer.status}, which is no refusal`);
}

/** In safe mode the real key comes with an empty body, so that only a 401 or 403 speaks of the key. */
function refusedForItsKey(exchange: Exchange, { plan }: Evidence): Opinion {
  const opinion = refused(exchange);
  const status = exchange.answer?.status;
  if (!plan.safe || opinion.is !== "kept" || status === 401 || status === 403) return opinion;
  return notJudged(`${status} may be for the empty body; only a whole registration would show it`);
}

const ofConstraints = brokenRequests.map((each) => ({
  ...refusal(
    constraintId(each.constraint, requestSchema),
    `refuses a registration unless ${inWords(each.constraint)}`,
    each.constraint,
  ),
  sends: probeIds(each),
}));

const ofAuthentication = badCredentials.map(
  ({ id, what, hasRealKey }): Check => ({
    ...refusal(id, `refuses a registration ${what}`, security.fact),
    ...(hasRealKey ? { examine: refusedForItsKey } : {}),
  }),
);

const ofListAuthentication = badCredentials.map(({ id, what }) =>
  refusal(`${LIST}.${id}`, `refuses a request for the list ${what}`, security.fact),
);

const ofParameters = brokenParameters.map(({ id, constraint }) =>
  // The page documents what may be asked, not that anything else is refused.
  refusal(id, `refuses a request for the list unless ${inWords(constraint)}`, { ...constraint, level: "inferred" }),
);

/** Which fact of the description each of these rests on. */
const ofProtocol: readonly Check[] = [
  refusal("protocol/malformed-json", "refuses a body that is not whole JSON", requestBody.contentFact),
  // The page documents what is sent, not that anything else is refused.
  refusal("protocol/media-type", `refuses a body that is not ${requestBody.mediaType}`, {
    ...requestBody.contentFact,
    level: "inferred",
  }),
  refusal("protocol/empty-body", "refuses an empty body", requestBody.requiredFact),
  refusal("protocol/wrong-method", "refuses a method that is not described", fallback.statusFact),
  refusal("protocol/unknown-path", "refuses a path that is not described", fallback.statusFact),
];

export const refusalChecks: readonly Check[] = [
  ...ofAuthentication,
  ...ofConstraints,
  ...ofProtocol,
  ...ofListAuthentication,
  ...ofParameters,
];

/** Which statuses say what kind of refusal, by the described one that they stand for (RFC 9110, 15.5). */
const REFUSALS = [
  {
    described: "401",
    statuses: [401, 403],
    reason: "for its key",
    sends: [...ofAuthentication, ...ofListAuthentication].flatMap(({ sends }) => sends),
  },
  {
    described: "400",
    statuses: [400, 413, 415, 422],
    reason: "for its content",
    sends: [...ofConstraints, ...ofProtocol.filter(({ id }) => !/path|method/.test(id)), ...ofParameters].flatMap(
      ({ sends }) => sends,
    ),
  },
];

export const refusalStatusChecks: readonly Check[] = REFUSALS.map(({ described, statuses, reason, sends }) => ({
  id: `${described}/status`,
  ...clauseOf(described),
  sentence: `answers ${statuses.join(", ").replace(/, (?=[0-9]+$)/, " or ")} to what it refuses ${reason}`,
  sends,
  examine: ({ answer, probe }, { plan }) => {
    if (answer === undefined || answer.status < 400) return notJudged("no refusal was received");
    if (answer.status === 429) return notJudged("the server asks to send less (429)");
    if (statuses.includes(answer.status)) return kept;
    if (plan.safe && described === "401" && probe.body !== undefined)
      return notJudged(`${answer.status} may be for the empty body`);
    return broken(`answered ${answer.status}: ${textOf(answer) || "(no body)"}`);
  },
}));

function clauseOf(status: string): { clause: string; level: Level } {
  const { statusFact } = responseFor(registration, Number(status)) ?? fallback;
  return { clause: statusFact.pointer, level: statusFact.level };
}
