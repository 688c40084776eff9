// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
/** A constraint that a value breaks. It never holds the value itself. */
export interface BrokenConstraint {
  /** A path such as `.data.id`; empty for the whole value. */
  readonly field: string;
  /** The problem, as the end of a sentence that starts with the field. */
  readonly message: string;
}

/** Returns every constraint of a schema that a value breaks; none if it is valid. */
export type Validate = (value: unknown) => readonly BrokenConstraint[];

/** One keyword of a schema. It adds what a value breaks to the list. */
export type Rule = (value: unknown, broken: BrokenConstraint[]) => void;

// Marked as free of side effects, so that bundlers drop unused validators.

/** The validator for a schema with these rules. */
/* @__NO_SIDE_EFFECTS__ */
export const validator =
  (rules: readonly Rule[]): Validate =>
  (value) => {
    const broken: BrokenConstraint[] = [];
    for (const rule of rules) rule(value, broken);
    return broken;
  };

const rule =
  (isMet: (value: unknown) => boolean, message: string): Rule =>
  (value, broken) => {
    if (!isMet(value)) broken.push({ field: "", message });
  };

/** A keyword that applies only to strings. */
const stringRule = (isMet: (text: string) => boolean, message: string): Rule =>
  rule((value) => typeof value !== "string" || isMet(value), message);

/** A keyword that applies only to lists. */
const listRule = (isMet: (list: readonly unknown[]) => boolean, message: string): Rule =>
  rule((value) => !Array.isArray(value) || isMet(value), message);

/** A keyword that applies only to numbers. */
const numberRule = (isMet: (number: number) => boolean, message: string): Rule =>
  rule((value) => typeof value !== "number" || isMet(value), message);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The types that JSON Schema names differently from `typeof`. */
const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  integer: Number.isInteger,
  null: (value) => value === null,
  object: isObject,
};

/* @__NO_SIDE_EFFECTS__ */
export const type = (...names: readonly string[]): Rule => {
  const tests = names.map((name) => TYPES[name] ?? ((value: unknown) => typeof value === name));
  return rule((value) => tests.some((test) => test(value)), `must be of type ${names.join(" or ")}`);
};

/* @__NO_SIDE_EFFECTS__ */
export const required =
  (...names: readonly string[]): Rule =>
  (value, broken) => {
    if (!isObject(value)) return;
    for (const name of names) if (value[name] === undefined) broken.push({ field: `.${name}`, message: "is missing" });
  };

/** Applies rules to a part of a value, and adds that part's place to what they find. */
function checkPart(part: unknown, place: string | number, rules: readonly Rule[], broken: BrokenConstraint[]): void {
  const before = broken.length;
  for (const rule of rules) rule(part, broken);
  // In place: a list can have 100,000 broken items, too many for the arguments of a call.
  for (let index = before; index < broken.length; index++) {
    const { field, message } = broken[index] as BrokenConstraint;
    broken[index] = { field: `.${place}${field}`, message };
  }
}

/* @__NO_SIDE_EFFECTS__ */
export const properties = (rules: Readonly<Record<string, readonly Rule[]>>): Rule => {
  const entries = Object.entries(rules);
  return (value, broken) => {
    if (!isObject(value)) return;
    for (const [name, each] of entries) if (value[name] !== undefined) checkPart(value[name], name, each, broken);
  };
};

/* @__NO_SIDE_EFFECTS__ */
export const onlyProperties = (...names: readonly string[]): Rule =>
  rule(
    (value) => !isObject(value) || Object.keys(value).every((name) => names.includes(name)),
    `must have no properties other than ${names.join(", ")}`,
  );

/* @__NO_SIDE_EFFECTS__ */
export const items =
  (rules: readonly Rule[]): Rule =>
  (value, broken) => {
    if (!Array.isArray(value)) return;
    for (const [index, item] of value.entries()) checkPart(item, index, rules, broken);
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
    ? stringRule((text) => text !== "", "must not be empty")
    : stringRule((text) => [...text].length >= limit, `must have at least ${limit} characters`);

/* @__NO_SIDE_EFFECTS__ */
export const maxLength = (limit: number): Rule =>
  stringRule((text) => [...text].length <= limit, `must have at most ${limit} characters`);

/* @__NO_SIDE_EFFECTS__ */
export const pattern = (limit: RegExp): Rule => stringRule((text) => limit.test(text), `must match ${limit.source}`);

/* @__NO_SIDE_EFFECTS__ */
export const format = (name: string, limit: RegExp): Rule =>
  stringRule((text) => limit.test(text), `must be a ${name}`);

/* @__NO_SIDE_EFFECTS__ */
export const minimum = (limit: number): Rule => numberRule((number) => number >= limit, `must be at least ${limit}`);

/* @__NO_SIDE_EFFECTS__ */
export const maximum = (limit: number): Rule => numberRule((number) => number <= limit, `must be at most ${limit}`);

/* @__NO_SIDE_EFFECTS__ */
export const minItems = (limit: number): Rule =>
  listRule((list) => list.length >= limit, `must have at least ${limit} items`);

/* @__NO_SIDE_EFFECTS__ */
export const maxItems = (limit: number): Rule =>
  listRule((list) => list.length <= limit, `must have at most ${limit} items`);
