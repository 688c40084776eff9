import { AuthenticationError, type HamsaError } from "../index.js";

/** What to do about an API key that Hamsa rejects. Undefined for any other error. */
export function explainRejectedKey(error: HamsaError, source: string): string | undefined {
  if (!(error instanceof AuthenticationError)) return undefined;
  return `Hamsa rejected the API key (${error.status}). HAMSA_API_KEY came from ${source}. Copy the key from the API keys page of the Hamsa dashboard, whole and without spaces. A deleted key no longer works.`;
}
