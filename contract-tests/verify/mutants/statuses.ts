import { a, subjects } from "../../../src/verify/operations/operations.js";
import type { Reply } from "../reference/messages.js";
import { changeReply, type Mutant, whenSuccess } from "./mutant.js";

const ELSEWHERE = "https://elsewhere.example/";

/** Statuses other than the described success. */
const STATUSES = [201, 202, 204, 206, 226, 299, 400, 402, 404, 409, 418, 422, 451, 500, 501, 502, 503, 504];

/** Each response that never arrives takes the whole timeout, so only one operation has it. */
const DELIVERIES = ["cut short", "reset", "never"] as const;

/** What each operation may respond instead of its success. */
export const statusMutants: readonly Mutant[] = subjects.flatMap((subject) => {
  const status = `${subject.operation.success.id}/status`;
  const when = whenSuccess(subject);
  const phrase = a(subject.noun);
  return [
    ...STATUSES.map((code) => changeReply(`responds to ${phrase} with ${code}`, when, () => failAs(code), [status])),
    ...[301, 302, 303, 307, 308].map((code) =>
      changeReply(
        `redirects ${phrase} with ${code} to another host`,
        when,
        () => ({ status: code, headers: { location: ELSEWHERE }, body: "" }),
        [status, "every-response/redirect"],
      ),
    ),
    ...DELIVERIES.filter((delivery) => subject.changes || delivery !== "never").map((delivery) =>
      changeReply(`delivers the response to ${phrase}: ${delivery}`, when, () => ({ delivery }), [
        status,
        "every-response/complete",
      ]),
    ),
    changeReply(
      `responds to ${phrase} with too many bytes`,
      when,
      ({ body }) => ({ body: String(body).padEnd(2 * 1024 * 1024) }),
      [status, "every-response/complete"],
    ),
  ];
});

/** A reply with a body that suits its status. */
function failAs(status: number): Partial<Reply> {
  if (status === 204) return { status, body: "" };
  return status < 300 ? { status } : { status, body: JSON.stringify({ message: "Not now" }) };
}
