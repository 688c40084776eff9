import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { RedirectError } from "../errors/redirect-error.js";
import { checkKey } from "../options/option-checks.js";
import type { Settings } from "../options/settings.js";
import { outcomeOfStatus } from "../outcome/outcome-of-status.js";
import { type Call, target } from "./call.js";
import { connectionFailure } from "./connection-failure.js";
import { readAnswer } from "./read-answer.js";

/** Sends a request once, and returns an answer that is neither a redirect nor beyond the limits. */
export async function attempt(settings: Settings, call: Call): Promise<Response> {
  const { method, url, deadline } = call;
  const headers = new Headers(call.headers);
  headers.set("authorization", `Token ${await currentKey(settings, call)}`);
  const init: RequestInit = { method, headers, body: call.body || null, redirect: "manual", signal: deadline.signal };
  deadline.signal.throwIfAborted();
  call.outcome = "unknown";
  let response: Response;
  try {
    response = await deadline.within(settings.fetch(url, init));
  } catch (thrown) {
    if (deadline.signal.aborted) throw thrown;
    throw connectionFailure(thrown, target(call), call.secrets);
  }
  call.outcome = outcomeOfStatus(response.status);
  refuseRedirect(response, call);
  return readAnswer(response, settings.maxResponseBytes, call);
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
    throw unusableKey("could not be had: its function failed");
  }
  const problem = checkKey(key);
  if (problem !== undefined) throw unusableKey(problem);
  secrets.add(key);
  return key;
}

function unusableKey(message: string): InvalidParamsError {
  return new InvalidParamsError("The API key", [{ field: "apiKey", message }]);
}

function refuseRedirect(response: Response, call: Call): void {
  const { status, redirected, type } = response;
  if (type !== "opaqueredirect" && !redirected && (status < 300 || status > 399)) return;
  response.body?.cancel().catch(() => {});
  if (redirected) {
    const message = `${target(call)} was redirected, and the fetch option followed: it must heed redirect: "manual".`;
    throw new RedirectError(message, { outcome: "unknown" });
  }
  const location = originOf(response.headers.get("location"), call.url);
  const answered = status === 0 ? "answered with a redirect" : `answered ${status}, a redirect`;
  const message = `${target(call)} ${answered}${location ? ` to ${location}` : ""}, which is never followed.`;
  throw new RedirectError(message, { outcome: call.outcome, status: status || undefined, location });
}

/** No more than the origin is told: the rest of a location may echo the request in any disguise. */
function originOf(location: string | null, base: string): string | undefined {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).origin : undefined;
}
