import type { Level } from "../../../openapi/vocabulary.js";
import type { Exchange } from "../exchange/exchange.js";
import { textOf } from "../exchange/exchange.js";
import { fallback, responseFor, security } from "../operations/contract.js";
import { registration } from "../operations/description.js";
import { a, subjects } from "../operations/operations.js";
import { badCredentials, credentialId } from "../probes/bad-credentials.js";
import { broken as brokenConstraints, inWords } from "../probes/constraints.js";
import { UNKNOWN_PATH } from "../probes/plan.js";
import { withBody } from "../probes/protocol.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

interface Ground {
  readonly pointer: string;
  readonly level: Level;
}

/** A request that a server must refuse, whatever its reason. */
function refusal(id: string, sentence: string, { pointer, level }: Ground): Check {
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
  return notJudged(`${status} may be for the empty body; only a whole request would show it`);
}

const ofAuthentication = subjects.flatMap((subject) =>
  badCredentials.map((credential): Check => {
    const id = credentialId(subject, credential);
    const check = refusal(id, `refuses ${a(subject.noun)} ${credential.what}`, security.fact);
    return subject.changes && credential.hasRealKey ? { ...check, examine: refusedForItsKey } : check;
  }),
);

const ofConstraints = brokenConstraints.map(({ subject, id, constraint, messages }): Check => {
  const check = refusal(id, `refuses ${a(subject.noun)} unless ${inWords(constraint)}`, constraint);
  return { ...check, sends: Object.keys(messages) };
});

/** Which fact of the description each of these rests on. */
const ofProtocol = withBody.flatMap(({ id, noun, operation: { request } }): Check[] => {
  const { contentFact, requiredFact, mediaType } = request as NonNullable<typeof request>;
  return [
    refusal(`${id}.protocol/malformed-json`, `refuses ${a(noun)} that is not whole JSON`, contentFact),
    // The page documents what is sent, not that anything else is refused.
    refusal(`${id}.protocol/media-type`, `refuses ${a(noun)} that is not ${mediaType}`, {
      ...contentFact,
      level: "inferred",
    }),
    refusal(`${id}.protocol/empty-body`, `refuses ${a(noun)} with an empty body`, requiredFact),
  ];
});

const ofStray: readonly Check[] = [
  ...subjects.map(({ id, noun }) =>
    refusal(`${id}.protocol/wrong-method`, `refuses ${a(noun)} by a method that is not described`, fallback.statusFact),
  ),
  refusal(UNKNOWN_PATH, "refuses a path that is not described", fallback.statusFact),
];

export const refusalChecks: readonly Check[] = [...ofAuthentication, ...ofConstraints, ...ofProtocol, ...ofStray];

/** Which statuses say what kind of refusal, by the described one that they stand for (RFC 9110, 15.5). */
const REFUSALS = [
  { described: "401", statuses: [401, 403], reason: "for its key", of: ofAuthentication },
  {
    described: "400",
    statuses: [400, 413, 415, 422],
    reason: "for its content",
    of: [...ofConstraints, ...ofProtocol],
  },
];

export const refusalStatusChecks: readonly Check[] = REFUSALS.map(({ described, statuses, reason, of }) => ({
  id: `${described}/status`,
  ...clauseOf(described),
  sentence: `answers ${statuses.join(", ").replace(/, (?=[0-9]+$)/, " or ")} to what it refuses ${reason}`,
  sends: of.flatMap(({ sends }) => sends),
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
