import { answers, succeeds } from "../../contract-tests/support/behaviours.js";
import { clientOf, registrationError } from "../../contract-tests/support/clients.js";
import { type Behaviour, startHostileServer } from "../../contract-tests/support/hostile-server.js";
import { observable } from "../../contract-tests/support/observable.js";
import { syntheticParams } from "../../contract-tests/support/params.js";
import { createHamsaClient, type HamsaError } from "../../src/index.js";

/** A key that is looked for in everything that shows. */
export const KEY = "canary-key-of-the-table";
export const OPTIONS = { apiKey: KEY, timeout: 400 };
const secrets = [KEY, syntheticParams.twilioAuthToken];

/** The error of one registration, and how often the server was asked. */
export async function against(
  behaviour: Behaviour,
  options = {},
): Promise<{ error: HamsaError; attempts: number; ms: number }> {
  await using server = await startHostileServer(behaviour);
  const start = performance.now();
  const error = await registrationError(server.url, { ...OPTIONS, ...options });
  return { error, attempts: server.requests.length, ms: performance.now() - start };
}

/** How often servers that behave so are asked, one count for each. */
export async function attempts(...behaviours: readonly Behaviour[]): Promise<string> {
  const counts = [];
  for (const behaviour of behaviours) counts.push((await against(behaviour)).attempts);
  return counts.join("/");
}

/** Whether a secret shows in anything that a program could print of a value. */
export const shows = (value: unknown): string =>
  secrets.some((secret) => observable(value).includes(secret)) ? "yes" : "no";

/** The error that refuses to make a client with a key. */
export function thrownFor(apiKey: string): HamsaError {
  try {
    createHamsaClient({ apiKey });
  } catch (error) {
    return error as HamsaError;
  }
  throw new Error("the key was taken");
}

export async function keyWithNewline(): Promise<string> {
  return shows(thrownFor(`${KEY}\nx`));
}

export async function redirected(): Promise<string> {
  await using elsewhere = await startHostileServer(succeeds);
  await against(answers({ status: 307, headers: { location: elsewhere.url } }));
  return elsewhere.requests.length === 0 ? "no" : "yes";
}

export async function longRetryAfter(): Promise<string> {
  const { error, ms } = await against(answers({ status: 429, headers: { "retry-after": "3600" } }));
  const tells = "retryAfterMs" in error && error.retryAfterMs === 3_600_000;
  return `${ms < 300 ? "fails at once" : `${Math.round(ms)} ms`}${tells ? ", tells" : ""}`;
}

export async function abortInBackOff(): Promise<string> {
  await using server = await startHostileServer(answers({ status: 429, headers: { "retry-after": "3" } }));
  const controller = new AbortController();
  const call = clientOf(server.url, { apiKey: KEY }).addTwilioNumber(syntheticParams, { signal: controller.signal });
  const ended = call.then(
    () => performance.now(),
    () => performance.now(),
  );
  await server.received(1);
  // The answer must have arrived, so that it is the back-off which is cut short.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const aborted = performance.now();
  controller.abort();
  const ms = (await ended) - aborted;
  return ms >= 0 && ms < 100 ? "at once" : `${Math.round(ms)} ms`;
}
