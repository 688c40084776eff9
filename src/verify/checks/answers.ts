import { textOf } from "../exchange/exchange.js";
import { fallback, successOf } from "../operations/contract.js";
import { a, subjects } from "../operations/operations.js";
import { broken, type Check, kept, notJudged } from "./check.js";

/** Each operation answers what is valid with its success. */
export const statusChecks: readonly Check[] = subjects.map(({ operation, noun, valid }) => {
  const { id, status, statusFact } = successOf(operation);
  return {
    id: `${id}/status`,
    level: statusFact.level,
    clause: statusFact.pointer,
    sentence: `answers ${status} to ${a(`valid ${noun}`)}`,
    sends: Object.keys(valid).filter((each) => !valid[each]?.isUncertain),
    examine: ({ answer, failure }) => {
      if (failure !== undefined) return broken(`no answer: ${failure.detail}`);
      if (answer?.status === 429) return notJudged("the server asks to send less (429)");
      if (String(answer?.status) === status) return kept;
      return broken(`answered ${answer?.status}: ${(answer && textOf(answer)) || "(no body)"}`);
    },
  };
});

/** A redirect's target would be sent the body again, and with it the Twilio token. */
export const redirectCheck: Check = {
  id: "every-answer/redirect",
  level: "documented",
  clause: fallback.statusFact.pointer,
  sentence: "answers by itself, without a redirect that the token would follow",
  sends: "every",
  examine: ({ probe, answer }) => {
    if (probe.operation === undefined) return notJudged("nothing is said of other paths and methods");
    if (answer === undefined || answer.status < 300 || answer.status > 399) return kept;
    return broken(`answered ${answer.status} with location ${answer.headers.location ?? "(none)"}`);
  },
};

export const wholeCheck: Check = {
  id: "every-answer/whole",
  level: "documented",
  clause: fallback.contentFact.pointer,
  sentence: "answers every request, whole and in time",
  sends: "every",
  examine: ({ failure }) => (failure === undefined ? kept : broken(`${failure.reason}: ${failure.detail}`)),
};
