import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { ConnectionError } from "../errors/no-answer-errors.js";
import { RedirectError } from "../errors/redirect-error.js";
import { mergedHeaders } from "../options/headers.js";
import { checkKey } from "../options/option-checks.js";
import type { Settings } from "../options/settings.js";
import { connectionFailure } from "./connection-failure.js";
import { type Answer, type Call, requestLine } from "./exchange.js";
import { outcomeOnceSent } from "./outcome-once-sent.js";
import { cancel, readBody } from "./read-body.js";

/** Sends a request once, and returns an answer that is neither a redirect nor beyond the limits. */
export async function attempt(settings: Settings, call: Call): Promise<Answer> {
  const { method, url, body = null, deadline, secrets } = call;
  const authorization = `Token ${await currentKey(settings, call)}`;
  const headers = mergedHeaders(...call.headers, { authorization });
  deadline.signal.throwIfAborted();
  call.outcome = outcomeOnceSent(call);
  let response: Response;
  try {
    const init: RequestInit = { method, headers, body, redirect: "manual", signal: deadline.signal };
    response = await deadline.within(settings.fetch(url, init));
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw connectionFailure(thrown, call);
  }
  const head = headOf(response, call);
  call.outcome = outcomeOnceSent(call, head.status);
  refuseRedirect(response, head, call);
  refuseOddStatus(head, call);
  const bytes = await readBody(response, head.status, settings.maxResponseBytes, call);
  return { ...head, bytes, request: requestLine(call), url, secrets, outcome: call.outcome };
}

/** Asked anew for each attempt: a key may have been rotated since the last. */
async function currentKey({ apiKey }: Settings, { deadline, secrets }: Call): Promise<string> {
  let key: string;
  try {
    const given = apiKey();
    key = typeof given === "string" ? given : await deadline.within(given);
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    // Whatever a vault's error says may hold the key: it stays with the function's owner.
    throw unusableKey("could not be obtained: the apiKey function threw");
  }
  const problem = checkKey(key);
  if (problem !== undefined) throw unusableKey(problem);
  secrets.add(key);
  return key;
}

function unusableKey(message: string): InvalidParamsError {
  return new InvalidParamsError("The API key", [{ field: "apiKey", message }]);
}

type Head = Pick<Response, "status" | "statusText" | "headers" | "redirected" | "type">;

/** A `fetch` option may resolve with anything: only what has a status and headers is an answer. */
function headOf(response: Response, call: Call): Head {
  try {
    const { status, statusText, headers, redirected, type } = response;
    if (Number.isInteger(status) && typeof headers.get === "function") {
      const safeHeaders = headers instanceof Headers ? headers : new Headers(headers);
      return { status, statusText: String(statusText ?? ""), headers: safeHeaders, redirected, type };
    }
  } catch {
    // Reading it failed, so it is no answer either.
  }
  const message = `${requestLine(call)} got no answer: the fetch option did not resolve with a Response.`;
  throw new ConnectionError(message, { outcome: outcomeOnceSent(call) });
}

function refuseRedirect(response: Response, { status, headers, redirected, type }: Head, call: Call): void {
  if (type !== "opaqueredirect" && !redirected && (status < 300 || status > 399)) return;
  cancel(() => response.body);
  if (redirected) {
    const message = `${requestLine(call)} was redirected, and the fetch option followed: it must heed redirect: "manual".`;
    throw new RedirectError(message, { outcome: outcomeOnceSent(call) });
  }
  const location = originOf(headers.get("location"), call);
  const answered = status === 0 ? "answered with a redirect" : `answered ${status}, a redirect`;
  const message = `${requestLine(call)} ${answered}${location ? ` to ${location}` : ""}, which is never followed.`;
  throw new RedirectError(message, { outcome: call.outcome, status: status || undefined, location });
}

/** No more than the origin is shown: the rest of a location may echo the request in any disguise. */
function originOf(location: string | null, { url, secrets }: Call): string | undefined {
  return location !== null && URL.canParse(location, url) ? secrets.mask(new URL(location, url).origin) : undefined;
}

/** Some platforms hand on what others refuse: 101, or a number that HTTP doesn't know. */
function refuseOddStatus({ status }: Head, call: Call): void {
  if (status >= 200 && status <= 599) return;
  const message = `${requestLine(call)} answered ${status}, which is not a final HTTP status.`;
  throw new ConnectionError(message, { outcome: outcomeOnceSent(call), status });
}
