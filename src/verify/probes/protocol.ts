import { a, type Subject, subjects } from "../operations/operations.js";
import { type Plan, UNKNOWN_PATH, withKey } from "./plan.js";
import { type Probe, probeTo } from "./probe.js";

/** Those to which a body is sent. */
export const withBody: readonly Subject[] = subjects.filter(({ operation }) => operation.request !== undefined);

/** What is no proper request, whatever the schema says. */
export function protocolProbes({ apiKey, safe }: Plan): Probe[] {
  const headers = withKey(apiKey);
  return withBody.flatMap((subject) => {
    const { id, noun, synthetic } = subject;
    const probes = [
      probeTo(
        subject,
        {},
        {
          id: `${id}.protocol/malformed-json`,
          what: `${a(noun)} whose JSON ends too early`,
          headers,
          body: JSON.stringify(synthetic.body).slice(0, -1),
        },
      ),
      probeTo(
        subject,
        {},
        { id: `${id}.protocol/empty-body`, what: `${a(noun)} with an empty body`, headers, body: "" },
      ),
    ];
    // Only its media type forbids this one, and many servers look past it.
    const plainText = probeTo(subject, synthetic, {
      id: `${id}.protocol/media-type`,
      what: `${a(noun)} as text/plain`,
      headers: { ...headers, "content-type": "text/plain" },
    });
    return safe && subject.changes ? probes : [...probes, plainText];
  });
}

/**
 * Requests that are not for any operation. With the key and a whole body they show a server that looks at neither
 * path nor method; safe mode has only the first, without either.
 */
export function strayProbes({ apiKey, safe }: Plan): Probe[] {
  const [first] = subjects as readonly [Subject];
  const stray = (subject: Subject, said: Pick<Probe, "id" | "what"> & Partial<Probe>): Probe => {
    const { operation: _, ...probe } = probeTo(subject, subject.synthetic, { headers: withKey(apiKey), ...said });
    return probe;
  };
  const unknownPath = stray(first, {
    id: UNKNOWN_PATH,
    what: "a request to an undescribed path",
    path: `${first.operation.path}/no-such-path`,
    ...(safe ? { headers: {}, body: "{}" } : {}),
  });
  const wrongMethods = subjects.map((subject) =>
    stray(subject, {
      id: `${subject.id}.protocol/wrong-method`,
      what: `${a(subject.noun)} by an undescribed method`,
      method: "PUT",
    }),
  );
  return safe ? [unknownPath] : [unknownPath, ...wrongMethods];
}
