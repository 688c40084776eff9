import { checks } from "../checks/checks.js";
import { sendAll } from "../exchange/send-all.js";
import { evidenceOf, judge, type Verdict } from "../judgement/judge.js";
import { type PrismValidator, prismValidator } from "../judgement/prism.js";
import type { Plan } from "../probes/plan.js";
import type { Provider } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";
import { serve } from "../reference/serve.js";

/** Long even for a busy machine: only a mutant that never answers waits for it. */
const TIMEOUT_MS = 2_500;

let loading: Promise<PrismValidator> | undefined;

/** Every check's verdict on a target, by its id. */
export async function verdictsOn(target: string, plan: Partial<Plan> = {}): Promise<Map<string, Verdict>> {
  loading ??= prismValidator();
  const whole = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  const exchanges = await sendAll(target, whole, { timeoutMs: TIMEOUT_MS });
  const evidence = await evidenceOf(whole, exchanges, await loading);
  return new Map(checks.map((check) => [check.id, judge(check, evidence)]));
}

/** The ids of the checks that a provider fails, sorted. */
export async function failuresOf(provider: Provider, plan: Partial<Plan> = {}): Promise<string[]> {
  await using served = await serve(provider);
  return brokenOf(await verdictsOn(served.url, plan));
}

export function brokenOf(verdicts: ReadonlyMap<string, Verdict>): string[] {
  return [...verdicts].flatMap(([id, { is }]) => (is === "broken" ? [id] : [])).sort();
}
