import { a, type Subject, subjects } from "../operations/operations.js";
import { keyHeader, type Plan, UNKNOWN_PATH } from "./plan.js";
import { buildProbe, type Probe } from "./probe.js";

/** The operations that take a body. */
export const subjectsWithBody: readonly Subject[] = subjects.filter(({ operation }) => operation.request !== undefined);

/** Requests that are invalid whatever the schema says. */
export function buildProtocolProbes({ apiKey, safe }: Plan): Probe[] {
  const headers = keyHeader(apiKey);
  return subjectsWithBody.flatMap((subject) => {
    const { id, noun, synthetic } = subject;
    const isEmptied = safe && subject.changes;
    const probes = [
      buildProbe(
        subject,
        {},
        {
          id: `${id}.protocol/malformed-json`,
          title: `${a(noun)} whose JSON ends too early`,
          headers,
          body: JSON.stringify(isEmptied ? {} : synthetic.body).slice(0, -1),
        },
      ),
      buildProbe(
        subject,
        {},
        { id: `${id}.protocol/empty-body`, title: `${a(noun)} with an empty body`, headers, body: "" },
      ),
    ];
    // Only its media type makes this one invalid, and many servers ignore that.
    const plainText = buildProbe(subject, synthetic, {
      id: `${id}.protocol/media-type`,
      title: `${a(noun)} as text/plain`,
      headers: { ...headers, "content-type": "text/plain" },
    });
    return isEmptied ? probes : [...probes, plainText];
  });
}

/**
 * Requests that are for no operation. With the key and a complete body they reveal a server that checks neither
 * path nor method. Safe mode sends only the first, without key and body.
 */
export function buildStrayProbes({ apiKey, safe }: Plan): Probe[] {
  const [first] = subjects as readonly [Subject];
  const stray = (subject: Subject, overrides: Pick<Probe, "id" | "title"> & Partial<Probe>): Probe => {
    const { operation: _, ...probe } = buildProbe(subject, subject.synthetic, {
      headers: keyHeader(apiKey),
      ...overrides,
    });
    return probe;
  };
  const unknownPath = stray(first, {
    id: UNKNOWN_PATH,
    title: "a request to an undescribed path",
    path: `${first.operation.path}/no-such-path`,
    ...(safe ? { headers: {}, body: "{}" } : {}),
  });
  const wrongMethods = subjects.map((subject) =>
    stray(subject, {
      id: `${subject.id}.protocol/wrong-method`,
      title: `${a(subject.noun)} with an undescribed method`,
      method: "PUT",
    }),
  );
  return safe ? [unknownPath] : [unknownPath, ...wrongMethods];
}
