/** Why Twilio's numbers can't be read, and whether a retry may help. */
export interface Problem {
  readonly problem: string;
  readonly isTransient: boolean;
  /** How long the server asks to wait, if it does. */
  readonly retryAfterMs?: number | undefined;
}

/** What each of Twilio's error codes means, and what to do. */
const ERRORS: Readonly<Record<number, string>> = {
  20003:
    "Twilio rejected the credentials (20003). Copy the account SID and its auth token from the Twilio Console's home page. A rotated token no longer works, and an API key secret never does.",
  20008:
    "These are test credentials (20008), which can't read numbers. Use the live ones from the Twilio Console's home page.",
  20404: "Twilio has no such account (20404). It may be closed or suspended, or the SID may be wrong.",
};

export function explainResponse(response: Response, error: unknown, host: string): Problem {
  const { status, ok } = response;
  if (ok)
    return {
      problem: `${host} responded with ${status}, but not like Twilio. Is this the right address?`,
      isTransient: false,
    };
  const code = Number(Object(error).code);
  const known = ERRORS[code] ?? (status === 401 ? ERRORS[20003] : undefined);
  if (known !== undefined) return { problem: known, isTransient: false };
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"));
    const seconds = retryAfterMs === undefined ? "" : ` It asks to wait ${Math.ceil(retryAfterMs / 1_000)} s.`;
    return { problem: `Twilio is rate limiting (429).${seconds} Try again later.`, isTransient: true, retryAfterMs };
  }
  const number = Number.isInteger(code) ? ` (${code})` : "";
  const problem = `Twilio responded with ${status}${number}. Its errors are explained at https://www.twilio.com/docs/errors.`;
  return { problem, isTransient: status >= 500 };
}

export function explainThrown(thrown: unknown, host: string): Problem {
  const problem = `Can't reach Twilio: no usable response from ${host} (${findReason(thrown)}). Check your network connection.`;
  return { problem, isTransient: true };
}

/** The innermost reason that Node gives. Never the message: one about JSON quotes the body, which may echo the token. */
function findReason(thrown: unknown): string {
  const { cause, code, name } = Object(thrown);
  if (name === "TimeoutError") return "it took too long";
  if (name === "SyntaxError") return "the response is not JSON";
  if (cause !== undefined) return findReason(cause);
  return typeof code === "string" ? code : "the connection failed";
}

/** Whole seconds, or a date. */
function parseRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^[0-9]+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
