import { createHamsaClient, type HamsaClient, type HamsaClientOptions, type HamsaError } from "../../src/index.js";
import { syntheticParams } from "./params.js";

/** Creates a client of a server, with a valid key. */
export function createClient(baseUrl: string, options: HamsaClientOptions = {}): HamsaClient {
  return createHamsaClient({ apiKey: "an-api-key", baseUrl, ...options });
}

/** Returns what a call throws. If the call succeeds, the test fails. */
export async function catchError(call: Promise<unknown>): Promise<HamsaError> {
  const result = await call.then(
    (value) => ({ value }),
    (error: HamsaError) => ({ error }),
  );
  if ("error" in result) return result.error;
  throw new Error(`expected an error, got ${JSON.stringify(result.value)}`);
}

/** Returns what a registration with the description's well-formed request throws. */
export function catchRegistrationError(baseUrl: string, options: HamsaClientOptions = {}): Promise<HamsaError> {
  return catchError(createClient(baseUrl, options).addTwilioNumber(syntheticParams));
}
