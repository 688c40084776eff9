import type { Parameter, Schema } from "../../../openapi/read.js";
import { type Constraint, constraintsOf, EACH, subjectOf } from "../operations/constraints.js";
import type { Message } from "../operations/facts.js";
import { a, type Subject, subjects } from "../operations/operations.js";
import { type Counterexample, findCounterexample, findLenientValues } from "./counterexamples.js";
import { keyHeader, type Plan } from "./plan.js";
import { buildProbe, type Probe } from "./probe.js";

/** A constraint on what is sent, and the messages that break it, by id. */
export interface BrokenConstraint {
  readonly subject: Subject;
  readonly id: string;
  readonly constraint: Constraint;
  readonly messages: Readonly<Record<string, BrokenMessage>>;
}

export interface BrokenMessage {
  readonly message: Message;
  /** Pointers of the other constraints that it necessarily breaks. */
  readonly alsoBreaks: readonly string[];
}

/** Every constraint on what is sent to an operation. */
export const brokenConstraints: readonly BrokenConstraint[] = subjects.flatMap((subject) => [
  ...breakBody(subject),
  ...subject.operation.parameters.flatMap((parameter) => breakParameter(subject, parameter)),
]);

function breakBody(subject: Subject): BrokenConstraint[] {
  const { operation, synthetic } = subject;
  const schema = operation.request?.schema;
  if (schema === undefined) return [];
  return constraintsOf(schema).map((constraint) => {
    const id = constraintId(constraint, schema);
    const values = [
      findCounterexample(constraint, synthetic.body, schema),
      ...findLenientValues(constraint, synthetic.body, schema),
    ].map(({ value, alsoBreaks }): BrokenMessage => ({ message: { body: value }, alsoBreaks }));
    return { subject, id, constraint, messages: nameMessages(id, values) };
  });
}

/** A query holds only strings. The page documents the allowed values, not that others are rejected. */
function breakParameter(subject: Subject, { name, schema, example }: Parameter): BrokenConstraint[] {
  return constraintsOf(schema)
    .filter(({ keyword }) => keyword !== "type")
    .map((constraint) => {
      const id = `${subject.id}.${name}/${constraint.keyword}`;
      const { value, alsoBreaks }: Counterexample = findCounterexample(constraint, example, schema);
      const message = { ...subject.synthetic, query: { [name]: String(value) } };
      return {
        subject,
        id,
        constraint: { ...constraint, path: [name], level: "inferred" },
        messages: nameMessages(id, [{ message, alsoBreaks }]),
      };
    });
}

/** `…/type`, `…/type#2`. */
function nameMessages(id: string, messages: readonly BrokenMessage[]): Readonly<Record<string, BrokenMessage>> {
  return Object.fromEntries(messages.map((message, index) => [index === 0 ? id : `${id}#${index + 1}`, message]));
}

/** A constraint's name in reports: `AddTwilioNumberRequest.phoneNumber/minLength`. */
export function constraintId(constraint: Constraint, schema: Schema): string {
  return `${formatPath([schema.name, ...subjectOf(constraint)])}/${constraint.keyword}`;
}

/** A path as reports write it: `data[].createdAt`. */
export function formatPath(path: readonly string[]): string {
  return path.join(".").replaceAll(`.${EACH}`, EACH);
}

/** A constraint in words: "phoneNumber has at least 1 character". */
export function describeConstraint(constraint: Constraint): string {
  const { keyword, limit } = constraint;
  const subject = formatPath(subjectOf(constraint)) || "the body";
  switch (keyword) {
    case "required":
      return `${subject} is present`;
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
 * For each constraint the request that breaks it, and as little else as possible. If a success changes something,
 * safe mode sends only those in which nothing valid is left.
 */
export function buildConstraintProbes({ apiKey, safe }: Plan): Probe[] {
  return brokenConstraints.flatMap(({ subject, constraint, messages }) =>
    Object.entries(messages)
      .filter(([, { message }]) => !safe || !subject.changes || isEmptied(subject, message))
      .map(([id, { message }]) =>
        buildProbe(subject, message, {
          id,
          title: `${a(subject.noun)} that breaks "${describeConstraint(constraint)}"`,
          headers: keyHeader(apiKey),
        }),
      ),
  );
}

/** Whether no value of the valid message is in the body, however a server may read it. */
function isEmptied({ synthetic }: Subject, { body }: Message): boolean {
  const text = JSON.stringify(body);
  return Object.values(Object(synthetic.body)).every((value) => !text.includes(String(value)));
}
