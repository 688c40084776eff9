import type { SendAllOptions } from "../../../src/verify/exchange/send-all.js";
import type { Plan } from "../../../src/verify/probes/plan.js";
import { type Run, verify } from "../../../src/verify/verdicts/verify.js";
import { exchangeInProcess } from "../reference/in-process.js";
import type { Provider } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";

/** In this process, only a mutant that never responds needs it all. Another process may have to wait for a core. */
const TIMEOUT_MS = { inProcess: 2_500, elsewhere: 20_000 };

/** Verifies a target, even one that can't be judged. */
export function verifyTarget(
  target: string,
  plan: Partial<Plan> = {},
  strict = false,
  exchange?: SendAllOptions["exchange"],
): Promise<Run> {
  const fullPlan = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  return verify(
    {
      target,
      plan: fullPlan,
      strict,
      sending: { timeoutMs: exchange ? TIMEOUT_MS.inProcess : TIMEOUT_MS.elsewhere, exchange },
    },
    [],
    () => undefined,
  );
}

/** Verifies a provider in this process. */
export function verifyProvider(provider: Provider, plan: Partial<Plan> = {}, strict = false): Promise<Run> {
  return verifyTarget("http://127.0.0.1", plan, strict, exchangeInProcess(provider));
}

/** The ids of the checks that a provider fails, advice included, sorted. */
export async function findFailures(provider: Provider, plan: Partial<Plan> = {}): Promise<string[]> {
  return listFailed(await verifyProvider(provider, plan));
}

export function listFailed({ results }: Run): string[] {
  return results.flatMap(({ check, status }) => (status === "failed" || status === "advice" ? [check.id] : [])).sort();
}
