import type { Plan } from "../../../src/verify/probes/plan.js";
import { type Findings, verify } from "../../../src/verify/verdicts/verify.js";
import type { Provider } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";
import { serve } from "../reference/serve.js";

/** Long even for a busy machine: only a mutant that never answers waits for it. */
const TIMEOUT_MS = 2_500;

/** What is found at a target, however little of it can be judged. */
export function findingsOn(target: string, plan: Partial<Plan> = {}, strict = false): Promise<Findings> {
  const whole = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  return verify({ target, plan: whole, strict, sending: { timeoutMs: TIMEOUT_MS } }, [], () => undefined);
}

/** What is found at a provider while it is served. */
export async function findingsOf(provider: Provider, plan: Partial<Plan> = {}, strict = false): Promise<Findings> {
  await using served = await serve(provider);
  return await findingsOn(served.url, plan, strict);
}

/** The ids of the checks that a provider breaks, advice included, sorted. */
export async function failuresOf(provider: Provider, plan: Partial<Plan> = {}): Promise<string[]> {
  return brokenIn(await findingsOf(provider, plan));
}

export function brokenIn({ judged }: Findings): string[] {
  return judged.flatMap(({ check, is }) => (is === "broken" ? [check.id] : [])).sort();
}
