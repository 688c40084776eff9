// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
/** A constraint of the description that a value breaks; never the value itself. */
export interface BrokenConstraint {
  /** Where, as a path such as `.data.id`, empty for the value as a whole. */
  readonly field: string;
  /** What is wrong, as the end of a sentence that begins with the field. */
  readonly message: string;
}

/** Finds all that a value breaks of a schema: nothing, if it is valid. */
export type Validate = (value: unknown) => readonly BrokenConstraint[];

/** One keyword of a schema with its limit: adds to the list what a value breaks of it. */
export type Rule = (value: unknown, broken: BrokenConstraint[]) => void;

// Without side effects, so that a bundler drops the validators of whoever uses none.

/** The validator of a schema that consists of these rules. */
/* @__NO_SIDE_EFFECTS__ */
export const validator =
  (rules: readonly Rule[]): Validate =>
  (value) => {
    const broken: BrokenConstraint[] = [];
    for (const rule of rules) rule(value, broken);
    return broken;
  };

const rule =
  (isKept: (value: unknown) => boolean, message: string): Rule =>
  (value, broken) => {
    if (!isKept(value)) broken.push({ field: "", message });
  };

/** A keyword that says nothing of values that are not strings. */
const ofText = (isKept: (text: string) => boolean, message: string): Rule =>
  rule((value) => typeof value !== "string" || isKept(value), message);

/** A keyword that says nothing of values that are not lists. */
const ofList = (isKept: (list: readonly unknown[]) => boolean, message: string): Rule =>
  rule((value) => !Array.isArray(value) || isKept(value), message);

/** A keyword that says nothing of values that are not numbers. */
const ofNumber = (isKept: (number: number) => boolean, message: string): Rule =>
  rule((value) => typeof value !== "number" || isKept(value), message);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What has a name in JSON Schema other than JavaScript's `typeof`. */
const NAMED: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  integer: Number.isInteger,
  null: (value) => value === null,
  object: isObject,
};

/* @__NO_SIDE_EFFECTS__ */
export const type = (...names: readonly string[]): Rule => {
  const are = names.map((name) => NAMED[name] ?? ((value: unknown) => typeof value === name));
  return rule((value) => are.some((is) => is(value)), `must be of type ${names.join(" or ")}`);
};

/* @__NO_SIDE_EFFECTS__ */
export const required =
  (...names: readonly string[]): Rule =>
  (value, broken) => {
    if (!isObject(value)) return;
    for (const name of names) if (value[name] === undefined) broken.push({ field: `.${name}`, message: "is missing" });
  };

/** Lets rules look at a part of a value; what they find is named by that part's place. */
function within(part: unknown, place: string | number, rules: readonly Rule[], broken: BrokenConstraint[]): void {
  const before = broken.length;
  for (const rule of rules) rule(part, broken);
  if (broken.length === before) return;
  const found = broken.splice(before);
  broken.push(...found.map(({ field, message }) => ({ field: `.${place}${field}`, message })));
}

/* @__NO_SIDE_EFFECTS__ */
export const properties = (rules: Readonly<Record<string, readonly Rule[]>>): Rule => {
  const entries = Object.entries(rules);
  return (value, broken) => {
    if (!isObject(value)) return;
    for (const [name, each] of entries) if (value[name] !== undefined) within(value[name], name, each, broken);
  };
};

/* @__NO_SIDE_EFFECTS__ */
export const items =
  (rules: readonly Rule[]): Rule =>
  (value, broken) => {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) within(item, index, rules, broken);
  };

/* @__NO_SIDE_EFFECTS__ */
export const constant = (limit: string | number | boolean | null): Rule =>
  rule((value) => value === limit, `must be ${JSON.stringify(limit)}`);

/* @__NO_SIDE_EFFECTS__ */
export const oneOf = (...limits: readonly (string | number | boolean | null)[]): Rule =>
  rule((value) => limits.includes(value as string), `must be one of ${limits.join(", ")}`);

/* @__NO_SIDE_EFFECTS__ */
export const minLength = (limit: number): Rule =>
  limit === 1
    ? ofText((text) => text !== "", "must not be empty")
    : ofText((text) => [...text].length >= limit, `must have at least ${limit} characters`);

/* @__NO_SIDE_EFFECTS__ */
export const maxLength = (limit: number): Rule =>
  ofText((text) => [...text].length <= limit, `must have at most ${limit} characters`);

/* @__NO_SIDE_EFFECTS__ */
export const pattern = (limit: RegExp): Rule => ofText((text) => limit.test(text), `must match ${limit.source}`);

/* @__NO_SIDE_EFFECTS__ */
export const format = (name: string, limit: RegExp): Rule => ofText((text) => limit.test(text), `must be a ${name}`);

/* @__NO_SIDE_EFFECTS__ */
export const minimum = (limit: number): Rule => ofNumber((number) => number >= limit, `must be at least ${limit}`);

/* @__NO_SIDE_EFFECTS__ */
export const maximum = (limit: number): Rule => ofNumber((number) => number <= limit, `must be at most ${limit}`);

/* @__NO_SIDE_EFFECTS__ */
export const minItems = (limit: number): Rule =>
  ofList((list) => list.length >= limit, `must have at least ${limit} items`);

/* @__NO_SIDE_EFFECTS__ */
export const maxItems = (limit: number): Rule =>
  ofList((list) => list.length <= limit, `must have at most ${limit} items`);
