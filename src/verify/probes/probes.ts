import { a, subjects } from "../operations/operations.js";
import { badCredentialProbes } from "./bad-credentials.js";
import { constraintProbes } from "./constraints.js";
import { type Plan, UNKNOWN_PATH, withKey } from "./plan.js";
import { type Probe, probeTo } from "./probe.js";
import { protocolProbes, strayProbes } from "./protocol.js";

/**
 * Everything that is sent, in order: first what shows whether the target is this API at all, then what changes
 * something, then what must be refused, and what only reads.
 */
export function probesOf(plan: Plan): Probe[] {
  const valid = validProbes(plan);
  const all = [
    ...strayProbes(plan),
    ...(plan.safe ? [] : valid.filter(({ changes }) => changes)),
    ...constraintProbes(plan),
    ...protocolProbes(plan),
    ...badCredentialProbes(plan),
    ...valid.filter(({ changes }) => !changes),
  ];
  const { needed } = plan;
  // What shows whether the target is this API at all is asked in any case.
  return needed === undefined ? all : all.filter(({ id }) => id === UNKNOWN_PATH || needed.has(id));
}

function validProbes({ apiKey, params }: Plan): Probe[] {
  return subjects.flatMap((subject) =>
    Object.entries(subject.valid).map(([id, message]) => {
      const body = (params && subject.bodyFrom?.(params)) ?? message.body;
      const search = new URLSearchParams(message.query).toString();
      return probeTo(
        subject,
        { ...message, body },
        {
          id,
          what: `${a(`valid ${subject.noun}`)}${search && ` with ${search}`}`,
          isValid: true,
          changes: subject.changes,
          headers: withKey(apiKey),
        },
      );
    }),
  );
}
