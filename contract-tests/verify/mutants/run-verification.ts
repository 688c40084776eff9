import type { Plan } from "../../../src/verify/probes/plan.js";
import { type Run, verify } from "../../../src/verify/verdicts/verify.js";
import type { Provider } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";
import { serve } from "../reference/serve.js";

/** Long even for a busy machine. Only a mutant that never responds needs it all. */
const TIMEOUT_MS = 2_500;

/** Verifies a target, even one that can't be judged. */
export function verifyTarget(target: string, plan: Partial<Plan> = {}, strict = false): Promise<Run> {
  const fullPlan = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  return verify({ target, plan: fullPlan, strict, sending: { timeoutMs: TIMEOUT_MS } }, [], () => undefined);
}

/** Serves a provider and verifies it. */
export async function verifyProvider(provider: Provider, plan: Partial<Plan> = {}, strict = false): Promise<Run> {
  await using served = await serve(provider);
  return await verifyTarget(served.url, plan, strict);
}

/** The ids of the checks that a provider fails, advice included, sorted. */
export async function findFailures(provider: Provider, plan: Partial<Plan> = {}): Promise<string[]> {
  return listFailed(await verifyProvider(provider, plan));
}

export function listFailed({ results }: Run): string[] {
  return results.flatMap(({ check, status }) => (status === "failed" || status === "advice" ? [check.id] : [])).sort();
}
