import { fallback, requestBody, responseFor, security } from "../../support/contract.js";
import type { Level } from "../../support/description.js";
import type { Exchange } from "../exchange/exchange.js";
import { textOf } from "../exchange/exchange.js";
import { badCredentials } from "../probes/bad-credentials.js";
import { broken as brokenRequests, constraintId, inWords } from "../probes/constraints.js";
import { requestSchema } from "../probes/plan.js";
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

const ofConstraints = brokenRequests.map(({ constraint }) =>
  refusal(constraintId(constraint, requestSchema), `refuses a registration unless ${inWords(constraint)}`, constraint),
);

const ofAuthentication = badCredentials.map(
  ({ id, what, hasRealKey }): Check => ({
    ...refusal(id, `refuses a registration ${what}`, security.fact),
    ...(hasRealKey ? { examine: refusedForItsKey } : {}),
  }),
);

/** Which fact of the description each of these rests on. */
const ofProtocol: readonly Check[] = [
  refusal("protocol/malformed-json", "refuses a body that is not whole JSON", requestBody.contentFact),
  refusal("protocol/media-type", `refuses a body that is not ${requestBody.mediaType}`, requestBody.contentFact),
  refusal("protocol/empty-body", "refuses an empty body", requestBody.requiredFact),
  refusal("protocol/wrong-method", "refuses a method that is not described", fallback.statusFact),
  refusal("protocol/unknown-path", "refuses a path that is not described", fallback.statusFact),
];

export const refusalChecks: readonly Check[] = [...ofAuthentication, ...ofConstraints, ...ofProtocol];

/** The probes that go to the operation and must be refused, with the status that the description has for each. */
const EXPECTED_STATUS: readonly { readonly status: string; readonly for: string; readonly sends: readonly string[] }[] =
  [
    { status: "401", for: "for its key", sends: badCredentials.map(({ id }) => id) },
    {
      status: "400",
      for: "for its content",
      sends: [
        ...ofConstraints.map(({ id }) => id),
        "protocol/malformed-json",
        "protocol/media-type",
        "protocol/empty-body",
      ],
    },
  ];

export const refusalStatusChecks: readonly Check[] = EXPECTED_STATUS.map(({ status, for: reason, sends }) => ({
  id: `${status}/status`,
  ...clauseOf(status),
  sentence: `answers ${status} to what it refuses ${reason}`,
  sends,
  examine: ({ answer }, { plan }) => {
    if (answer === undefined || answer.status < 400) return notJudged("no refusal came");
    if (answer.status === 429) return notJudged("the server asks to send less (429)");
    if (String(answer.status) === status) return kept;
    if (plan.safe && status === "401") return notJudged(`${answer.status} may be for the empty body`);
    return broken(`answered ${answer.status}: ${textOf(answer) || "(no body)"}`);
  },
}));

function clauseOf(status: string): { clause: string; level: Level } {
  const { statusFact } = responseFor(Number(status)) ?? fallback;
  return { clause: statusFact.pointer, level: statusFact.level };
}
