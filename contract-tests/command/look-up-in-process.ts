import { type LookUpResult, lookUp, lookUpAll } from "../../src/command/add/look-up.js";
import type { AddOptions } from "../../src/command/add/options.js";
import type { Provider } from "../verify/reference/messages.js";
import { serve } from "../verify/reference/serve.js";
import { ACCOUNT, TOKEN } from "./fake-twilio.js";

/**
 * Looks a number up with Twilio as `add` does, or all numbers of the account, without a process. What it rejects with
 * is what the command prints, and its exit code.
 */
export async function lookUpInProcess(provider: Provider, phoneNumber?: string): Promise<LookUpResult> {
  await using twilio = await serve(provider);
  const options: AddOptions = { twilio: true, twilioBaseUrl: twilio.url, timeout: 10_000, concurrency: 1 };
  const [account, { signal }] = [{ accountSid: ACCOUNT, authToken: TOKEN }, new AbortController()];
  return await (phoneNumber === undefined
    ? lookUpAll(account, options, signal)
    : lookUp([{ phoneNumber }], account, options, signal));
}
