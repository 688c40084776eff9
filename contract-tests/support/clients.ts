import { createHamsaClient, type HamsaClient, type HamsaClientOptions, type HamsaError } from "../../src/index.js";
import { syntheticParams } from "./params.js";

/** A client of a server, with a key that passes. */
export function clientOf(baseUrl: string, options: HamsaClientOptions = {}): HamsaClient {
  return createHamsaClient({ apiKey: "an-api-key", baseUrl, ...options });
}

/** What a call throws; a call that returns is a failure of the test. */
export async function thrownBy(call: Promise<unknown>): Promise<HamsaError> {
  const result = await call.then(
    (value) => ({ value }),
    (error: HamsaError) => ({ error }),
  );
  if ("error" in result) return result.error;
  throw new Error(`expected an error, got ${JSON.stringify(result.value)}`);
}

/** What a registration with the description's well-formed request throws. */
export function registrationError(baseUrl: string, options: HamsaClientOptions = {}): Promise<HamsaError> {
  return thrownBy(clientOf(baseUrl, options).addTwilioNumber(syntheticParams));
}
