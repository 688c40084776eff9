import { successOf } from "../../../src/verify/operations/contract.js";
import { a, subjects } from "../../../src/verify/operations/operations.js";
import type { Reply } from "../reference/messages.js";
import { answering, type Mutant, whenSuccess } from "./mutant.js";

const ELSEWHERE = "https://elsewhere.example/";

/** No success, or not the described one. */
const STATUSES = [201, 202, 204, 206, 226, 299, 400, 402, 404, 409, 418, 422, 451, 500, 501, 502, 503, 504];

/** Each list that never comes would wait for the timeout: that of what changes something shows it. */
const DELIVERIES = ["cut short", "reset", "never"] as const;

/** What may come in place of the success of each operation. */
export const statusMutants: readonly Mutant[] = subjects.flatMap((subject) => {
  const status = `${successOf(subject.operation).id}/status`;
  const when = whenSuccess(subject);
  const asked = a(subject.noun);
  return [
    ...STATUSES.map((code) => answering(`answers ${asked} with ${code}`, when, () => failing(code), [status])),
    ...[301, 302, 303, 307, 308].map((code) =>
      answering(
        `answers ${asked} with ${code} to another host`,
        when,
        () => ({ status: code, headers: { location: ELSEWHERE }, body: "" }),
        [status, "every-answer/redirect"],
      ),
    ),
    ...DELIVERIES.filter((delivery) => subject.changes || delivery !== "never").map((delivery) =>
      answering(`delivers the answer to ${asked}: ${delivery}`, when, () => ({ delivery }), [
        status,
        "every-answer/whole",
      ]),
    ),
    answering(
      `answers ${asked} with more bytes than anybody needs`,
      when,
      ({ body }) => ({ body: String(body).padEnd(2 * 1024 * 1024) }),
      [status, "every-answer/whole"],
    ),
  ];
});

/** A body in the shape of an error, where the status has one. */
function failing(status: number): Partial<Reply> {
  if (status === 204) return { status, body: "" };
  return status < 300 ? { status } : { status, body: JSON.stringify({ message: "Not now" }) };
}
