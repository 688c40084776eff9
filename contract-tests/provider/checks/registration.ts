import { successResponse } from "../../support/contract.js";
import { textOf } from "../exchange/exchange.js";
import { REGISTRATION } from "../probes/plan.js";
import { broken, type Check, kept, notJudged } from "./check.js";

/** What holds of the one registration and of how answers travel. */
export const registrationCheck: Check = {
  id: `${successResponse.id}/status`,
  level: successResponse.statusFact.level,
  clause: successResponse.statusFact.pointer,
  sentence: `answers ${successResponse.status} to a valid registration`,
  sends: [REGISTRATION],
  examine: ({ answer, failure }) => {
    if (failure !== undefined) return broken(`no answer: ${failure.detail}`);
    if (String(answer?.status) === successResponse.status) return kept;
    return broken(`answered ${answer?.status}: ${(answer && textOf(answer)) || "(no body)"}`);
  },
};

/** A redirect's target would be sent the body again, and with it the Twilio token. */
export const redirectCheck: Check = {
  id: "every-answer/redirect",
  level: successResponse.statusFact.level,
  clause: successResponse.statusFact.pointer,
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
  level: successResponse.contentFact.level,
  clause: successResponse.contentFact.pointer,
  sentence: "answers every request, whole and in time",
  sends: "every",
  examine: ({ failure }) => (failure === undefined ? kept : broken(`${failure.reason}: ${failure.detail}`)),
};
