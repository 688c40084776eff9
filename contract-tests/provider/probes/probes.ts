import { badCredentialProbes } from "./bad-credentials.js";
import { constraintProbes } from "./constraints.js";
import { listProbes } from "./list.js";
import { type Plan, REGISTRATION, synthetic, toRegister, UNKNOWN_PATH, withKey } from "./plan.js";
import type { Probe } from "./probe.js";
import { protocolProbes, strayProbes } from "./protocol.js";

/**
 * Everything that is sent, in order: first what shows whether the target is this API at all, then
 * the one registration, then what must be refused.
 */
export function probesOf(plan: Plan): Probe[] {
  const registration = toRegister({
    id: REGISTRATION,
    what: "a valid registration",
    isValid: true,
    headers: withKey(plan.apiKey),
    body: JSON.stringify(plan.params ?? synthetic),
  });
  const all = [
    ...strayProbes(plan),
    ...(plan.safe ? [] : [registration]),
    ...constraintProbes(plan),
    ...protocolProbes(plan),
    ...badCredentialProbes(plan),
    ...listProbes(plan),
  ];
  const { needed } = plan;
  // What shows whether the target is this API at all is asked in any case.
  return needed === undefined ? all : all.filter(({ id }) => id === UNKNOWN_PATH || needed.has(id));
}
