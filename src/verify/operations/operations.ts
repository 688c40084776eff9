import type { routes } from "../../../generated/constants.js";
import type { Operation } from "../../../openapi/read.js";
import { addTwilioNumber } from "./add-twilio-number.js";
import { operations } from "./description.js";
import type { Facts, Message, ValidMessage } from "./facts.js";
import { listPhoneNumbers } from "./list-phone-numbers.js";

/** The facts of each operation. Those of a new one are missing until the compiler finds them. */
const FACTS: Readonly<Record<keyof typeof routes, Facts>> = { addTwilioNumber, listPhoneNumbers };

/** An operation with all that a verification knows about it. */
export interface Subject extends Facts {
  /** Its operationId: the ids of its probes and checks begin with it. */
  readonly id: string;
  readonly operation: Operation;
  /**
   * The well-formed message with made-up values. Every request that must be rejected is made from it, never
   * from the params, so that a server which accepts one anyway changes nothing that belongs to a user.
   */
  readonly synthetic: Message;
  /** The valid messages, by id. */
  readonly valid: Readonly<Record<string, ValidMessage>>;
}

export const subjects: readonly Subject[] = operations.map((operation): Subject => {
  const id = operation.operationId;
  const facts = FACTS[id as keyof typeof FACTS];
  const body = operation.request?.example;
  const synthetic = body === undefined ? {} : { body };
  const valid = Object.entries(facts.valid ?? { "": synthetic }).map(([end, message]) => [`${id}${end}`, message]);
  return { ...facts, id, operation, synthetic, valid: Object.fromEntries(valid) };
});

/** The subject of an operation. */
export function subjectOf({ operationId }: Pick<Operation, "operationId">): Subject {
  return subjects.find(({ id }) => id === operationId) as Subject;
}

/** "a registration", "an unassignment". */
export function a(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
