import type { Parameter } from "../../../openapi/read.js";
import { isBreach } from "../../../openapi/vocabulary.js";
import { type Constraint, constraintsOf, subjectOf } from "../operations/constraints.js";
import { at } from "../operations/description.js";
import type { Message } from "../operations/facts.js";
import { a, type Subject, subjects } from "../operations/operations.js";
import { type Broken, breaking, lenientValues } from "./counterexamples.js";
import { type Plan, withKey } from "./plan.js";
import { type Probe, probeTo } from "./probe.js";

/** A constraint of what is sent, and the messages that break it, by id: the first is always sent. */
export interface BrokenConstraint {
  readonly subject: Subject;
  readonly id: string;
  readonly constraint: Constraint;
  readonly messages: Readonly<Record<string, BrokenMessage>>;
}

export interface BrokenMessage {
  readonly message: Message;
  /** Pointers of the other constraints that it can't help breaking. */
  readonly alsoBreaks: readonly string[];
}

/** Every constraint of what is sent to an operation. */
export const broken: readonly BrokenConstraint[] = subjects.flatMap((subject) => [
  ...ofBody(subject),
  ...subject.operation.parameters.flatMap((parameter) => ofParameter(subject, parameter)),
]);

function ofBody(subject: Subject): BrokenConstraint[] {
  const { operation, synthetic } = subject;
  const schema = operation.request?.schemaPointer;
  if (schema === undefined) return [];
  return constraintsOf(schema).map((constraint) => {
    const id = constraintId(constraint, schema);
    const values = [
      breaking(constraint, synthetic.body, schema),
      ...lenientValues(constraint, synthetic.body, schema),
    ].map(({ value, alsoBreaks }): BrokenMessage => ({ message: { body: value }, alsoBreaks }));
    return { subject, id, constraint, messages: byId(id, values) };
  });
}

/** A text is all that a query can hold; the page documents what may be asked, not that anything else is refused. */
function ofParameter(subject: Subject, { name, schemaPointer }: Parameter): BrokenConstraint[] {
  const { example } = at(schemaPointer.replace(/\/schema$/, "")) as { example: unknown };
  return constraintsOf(schemaPointer)
    .filter(({ keyword }) => keyword !== "type")
    .map((constraint) => {
      const id = `${subject.id}.${name}/${constraint.keyword}`;
      const { value, alsoBreaks }: Broken = breaking(constraint, example, schemaPointer);
      const message = { ...subject.synthetic, query: { [name]: String(value) } };
      return {
        subject,
        id,
        constraint: { ...constraint, path: [name], level: "inferred" },
        messages: byId(id, [{ message, alsoBreaks }]),
      };
    });
}

/** `…/type`, `…/type#2`. */
function byId(id: string, messages: readonly BrokenMessage[]): Readonly<Record<string, BrokenMessage>> {
  return Object.fromEntries(messages.map((message, index) => [index === 0 ? id : `${id}#${index + 1}`, message]));
}

/** A constraint's name in reports: `AddTwilioNumberRequest.phoneNumber/minLength`. */
export function constraintId(constraint: Constraint, schemaPointer: string): string {
  const schema = schemaPointer.slice(schemaPointer.lastIndexOf("/") + 1);
  return `${[schema, ...subjectOf(constraint)].join(".")}/${constraint.keyword}`;
}

/** What a constraint demands, as a clause: "phoneNumber has at least 1 character". */
export function inWords(constraint: Constraint): string {
  const { keyword, limit } = constraint;
  const subject = subjectOf(constraint).join(".") || "the body";
  switch (keyword) {
    case "required":
      return `${subject} is there`;
    case "type":
      return `${subject} is of type ${[limit].flat().join(" or ")}`;
    case "const":
      return `${subject} is ${JSON.stringify(limit)}`;
    case "minLength":
      return `${subject} has at least ${limit} character${limit === 1 ? "" : "s"}`;
    case "pattern":
      return `${subject} matches ${limit}`;
    case "format":
      return `${subject} is a ${limit}`;
    default:
      return `${subject} has ${keyword} ${JSON.stringify(limit)}`;
  }
}

/**
 * For each constraint the request that breaks it, and as little else as can be. Where a success changes something,
 * safe mode leaves out those that only break what Twilio says or nobody documents: a lenient server may accept them.
 */
export function constraintProbes({ apiKey, safe }: Plan): Probe[] {
  return broken.flatMap(({ subject, constraint, messages }) =>
    Object.entries(messages)
      .filter(([, { alsoBreaks }]) => !safe || !subject.changes || mustBeRefused(constraint, alsoBreaks))
      .map(([id, { message }]) =>
        probeTo(subject, message, {
          id,
          what: `${a(subject.noun)} that breaks "${inWords(constraint)}"`,
          headers: withKey(apiKey),
        }),
      ),
  );
}

/** Whether the API's own documentation, and not only Twilio's or practice, refuses the request. */
function mustBeRefused(constraint: Constraint, alsoBreaks: readonly string[]): boolean {
  const others = broken.filter((other) => alsoBreaks.includes(other.constraint.pointer));
  return [constraint, ...others.map((other) => other.constraint)].some(({ level }) => isBreach(level));
}
