import { registration } from "../../support/description.js";
import { type Plan, synthetic, toRegister, UNKNOWN_PATH, withKey } from "./plan.js";
import type { Probe } from "./probe.js";

/** What is no proper request, whatever the schema says. */
export function protocolProbes({ apiKey, safe }: Plan): Probe[] {
  const headers = withKey(apiKey);
  const probes = [
    toRegister({
      id: "protocol/malformed-json",
      what: "a registration whose JSON ends too early",
      headers,
      body: JSON.stringify(synthetic).slice(0, -1),
    }),
    toRegister({ id: "protocol/empty-body", what: "a registration with an empty body", headers, body: "" }),
  ];
  // Only its media type forbids this one, and many servers look past it.
  const plainText = toRegister({
    id: "protocol/media-type",
    what: "a registration as text/plain",
    headers: { ...headers, "content-type": "text/plain" },
    body: JSON.stringify(synthetic),
  });
  return safe ? probes : [...probes, plainText];
}

/**
 * Requests that are not for the operation. With the key and a whole registration they show a server
 * that looks at neither path nor method; safe mode has only the first, without either.
 */
export function strayProbes({ apiKey, safe }: Plan): Probe[] {
  const content = safe ? { body: "{}" } : { headers: withKey(apiKey), body: JSON.stringify(synthetic) };
  const unknownPath = toRegister({
    id: UNKNOWN_PATH,
    what: "a request to an undescribed path",
    path: `${registration.path}/no-such-path`,
    ...content,
  });
  const wrongMethod = toRegister({
    id: "protocol/wrong-method",
    what: "a request by an undescribed method",
    method: "PUT",
    ...content,
  });
  return safe ? [unknownPath] : [unknownPath, wrongMethod];
}
