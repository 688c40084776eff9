import * as validation from "../../../generated/validation.js";
import { formats } from "../../../openapi/formats.js";
import type { Schema } from "../../../openapi/read.js";
import { isConstraint } from "../../../openapi/vocabulary.js";

// The strictest reading of the description's schemas, by the same rules as the generated validators. It compiles
// nothing when it runs. A test holds it to Ajv.

/** The constraints that a value breaks, as pointers into the description. */
export function violatedConstraints(value: unknown, schema: Schema): string[] {
  const { properties = {}, items } = schema;
  const own = rulesOf(schema).filter(({ rule }) => isBroken(rule, value));
  const ofProperties = Object.entries(properties).flatMap(([name, each]) => {
    const property = isObject(value) ? value[name] : undefined;
    return property === undefined ? [] : violatedConstraints(property, each);
  });
  const ofItems = items && Array.isArray(value) ? value.flatMap((each) => violatedConstraints(each, items)) : [];
  return [...own.map(({ pointer }) => pointer), ...ofProperties, ...ofItems];
}

function isBroken(rule: validation.Rule, value: unknown): boolean {
  const broken: validation.BrokenConstraint[] = [];
  rule(value, broken);
  return broken.length > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface PointedRule {
  readonly pointer: string;
  readonly rule: validation.Rule;
}

const known = new WeakMap<Schema, readonly PointedRule[]>();

/** The rule of each constraint that a schema puts on a value by itself, made once. */
function rulesOf(schema: Schema): readonly PointedRule[] {
  const rules = known.get(schema) ?? buildRules(schema);
  known.set(schema, rules);
  return rules;
}

function buildRules({ pointer, keywords, properties = {} }: Schema): readonly PointedRule[] {
  return Object.entries(keywords)
    .filter(([keyword]) => isConstraint(keyword))
    .flatMap(([keyword, limit]) => {
      if (keyword === "required")
        return [limit]
          .flat()
          .map((name, i) => ({ pointer: `${pointer}/required/${i}`, rule: validation.required(String(name)) }));
      const build = RULES[keyword];
      if (build === undefined) throw new Error(`Unsupported keyword ${keyword} at ${pointer}.`);
      return [{ pointer: `${pointer}/${keyword}`, rule: build(limit as never, Object.keys(properties)) }];
    });
}

const RULES: Readonly<Record<string, (limit: never, properties: readonly string[]) => validation.Rule>> = {
  type: (names: string | readonly string[]) => validation.type(...[names].flat()),
  additionalProperties: (_: false, properties) => validation.onlyProperties(...properties),
  const: validation.constant,
  enum: (limits: readonly (string | number)[]) => validation.oneOf(...limits),
  minLength: validation.minLength,
  maxLength: validation.maxLength,
  pattern: (source: string) => validation.pattern(new RegExp(source, "u")),
  format: (name: string) => validation.format(name, formats[name] as RegExp),
  minimum: validation.minimum,
  maximum: validation.maximum,
  minItems: validation.minItems,
  maxItems: validation.maxItems,
};
