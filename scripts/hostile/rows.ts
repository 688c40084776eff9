import { answers, answersJson, echoes, hangs, resets, stallsWithin } from "../../contract-tests/support/behaviours.js";
import { createHamsaClient } from "../../src/index.js";
import {
  abortInBackOff,
  against,
  attempts,
  KEY,
  keyWithNewline,
  longRetryAfter,
  OPTIONS,
  redirected,
  shows,
  thrownFor,
} from "./measures.js";
import type { Hostility } from "./peers.js";

/** A row of the table: what our cell must say, and how it is measured. */
export interface Row {
  readonly hostility: Hostility;
  readonly title: string;
  readonly promised: string;
  measure(): Promise<string>;
}

const status = (code: number) => answers({ status: code, headers: { "retry-after": "0" } });

export const ROWS: readonly Row[] = [
  {
    hostility: "inspectClient",
    title: "key in `util.inspect(client)`",
    promised: "no",
    measure: async () => shows(createHamsaClient(OPTIONS)),
  },
  {
    hostility: "stringifyClient",
    title: "`JSON.stringify(client)`",
    promised: "safe",
    measure: async () => (JSON.stringify(createHamsaClient(OPTIONS)).includes(KEY) ? "key" : "safe"),
  },
  {
    hostility: "inspectError",
    title: "secret in an inspected error",
    promised: "no",
    measure: async () => shows((await against(echoes(400))).error),
  },
  {
    hostility: "keyWithNewline",
    title: "key with a newline printed in the error",
    promised: "no",
    measure: keyWithNewline,
  },
  { hostility: "redirect", title: "307 to another origin re-sends the body", promised: "no", measure: redirected },
  {
    hostility: "statusAttempts",
    title: "attempts on 500 / 409 / 429",
    promised: "1/1/3",
    measure: () => attempts(status(500), status(409), status(429)),
  },
  {
    hostility: "silenceAttempts",
    title: "attempts on reset / timeout",
    promised: "1/1",
    measure: () => attempts(resets, hangs),
  },
  {
    hostility: "longRetryAfter",
    title: "`Retry-After: 3600`",
    promised: "fails at once, tells",
    measure: longRetryAfter,
  },
  { hostility: "abortInBackOff", title: "abort during 3 s back-off", promised: "at once", measure: abortInBackOff },
  {
    hostility: "stalls",
    title: "body stalls after headers",
    promised: "TimeoutError",
    measure: async () => (await against(stallsWithin())).error.name,
  },
  {
    hostility: "html",
    title: "200 with HTML",
    promised: "ContractError",
    measure: async () => (await against(answers({ body: "<html></html>" }))).error.name,
  },
  {
    hostility: "empty401",
    title: "401 with empty body",
    promised: "AuthenticationError",
    measure: async () => (await against(answers({ status: 401 }))).error.name,
  },
  {
    hostility: "wrongShape",
    title: "200 of the wrong shape refused",
    promised: "yes",
    measure: async () =>
      (await against(answersJson({ success: true, data: {} }))).error.name === "ContractError" ? "yes" : "no",
  },
  {
    hostility: "emptyKey",
    title: "empty key",
    promised: "refused",
    measure: async () => (thrownFor("").outcome === "not-sent" ? "refused" : "sent"),
  },
];
