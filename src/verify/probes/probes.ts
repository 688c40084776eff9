import { a, subjects } from "../operations/operations.js";
import { buildBadCredentialProbes } from "./bad-credentials.js";
import { buildConstraintProbes } from "./constraints.js";
import { keyHeader, type Plan, UNKNOWN_PATH } from "./plan.js";
import { buildProbe, changesSomething, type Probe } from "./probe.js";
import { buildProtocolProbes, buildStrayProbes } from "./protocol.js";

/**
 * Everything that is sent, in order: first what shows whether the target is this API, then what changes
 * something, then what must be rejected, and finally what only reads.
 */
export function buildProbes(plan: Plan): Probe[] {
  const valid = buildValidProbes(plan);
  const all = [
    ...buildStrayProbes(plan),
    ...(plan.safe ? [] : valid.filter(changesSomething)),
    ...buildConstraintProbes(plan),
    ...buildProtocolProbes(plan),
    ...buildBadCredentialProbes(plan),
    ...valid.filter((probe) => !changesSomething(probe)),
  ];
  const { needed } = plan;
  // The probe that shows whether the target is this API is always sent.
  return needed === undefined ? all : all.filter(({ id }) => id === UNKNOWN_PATH || needed.has(id));
}

function buildValidProbes({ apiKey, params }: Plan): Probe[] {
  return subjects.flatMap((subject) =>
    Object.entries(subject.valid).map(([id, message]) => {
      const body = (params && subject.bodyFrom?.(params)) ?? message.body;
      const search = new URLSearchParams(message.query).toString();
      return buildProbe(
        subject,
        { ...message, body },
        {
          id,
          title: `${a(`valid ${subject.noun}`)}${search && ` with ${search}`}`,
          isValid: true,
          headers: keyHeader(apiKey),
        },
      );
    }),
  );
}
