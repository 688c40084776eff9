import { formats } from "../../openapi/formats.js";
import type { Description, Operation, Schema } from "../../openapi/read.js";
import { isAnnotation } from "../../openapi/vocabulary.js";
import { CommandError } from "../support/cli.js";

/** How each keyword is written: the name of its rule in static/validation.ts, and what that is given. */
const RULES: Readonly<Record<string, readonly [rule: string, given: (limit: never) => readonly string[]]>> = {
  type: ["type", (names: string | readonly string[]) => [names].flat().map(json)],
  required: ["required", (names: readonly string[]) => names.map(json)],
  properties: ["properties", (schemas: Readonly<Record<string, Schema>>) => [`{${propertyRules(schemas)}}`]],
  items: ["items", (schema: Schema) => [rulesOf(schema)]],
  const: ["constant", (limit) => [json(limit)]],
  enum: ["oneOf", (limits: readonly unknown[]) => limits.map(json)],
  minLength: ["minLength", (limit) => [json(limit)]],
  maxLength: ["maxLength", (limit) => [json(limit)]],
  pattern: ["pattern", (source: string) => [`${new RegExp(source, "u")}`]],
  minimum: ["minimum", (limit) => [json(limit)]],
  maximum: ["maximum", (limit) => [json(limit)]],
  minItems: ["minItems", (limit) => [json(limit)]],
  maxItems: ["maxItems", (limit) => [json(limit)]],
};

/**
 * A validator for each schema that an operation's request or answer consists of, and one for the
 * parameters of each operation that has any, as lists of rules.
 */
export function validators(description: Description, validation: string): string {
  const { schemas } = description;
  const exchanged = exchangedSchemas(description);
  const parameters = description.operations
    .filter(({ parameters }) => parameters.length > 0)
    .map((operation): [string, Schema] => [parametersName(operation), parametersSchema(operation, description)]);
  const named = referencedFirst(exchanged, schemas).map((name): [string, Schema] => [name, schemas[name] ?? {}]);
  const lists = [...named, ...parameters].map(
    ([name, schema]) => `const ${name}: readonly Rule[] = ${rulesOf(schema)};\n`,
  );
  const exports = [...exchanged, ...parameters.map(([name]) => name)].map(
    (name) => `export const validate${name}: Validate = validator(${name});\n`,
  );
  const rules = Object.values(RULES).map(([rule]) => rule);
  const used = rules.filter((rule) => lists.some((list) => list.includes(`${rule}(`)));
  const usedFormats = Object.entries(formats).filter(([name]) => lists.some((list) => list.includes(formatRule(name))));
  const formatRules = usedFormats.map(
    ([name, regex]) => `const ${formatRule(name)} = format(${json(name)}, ${regex});\n`,
  );
  return `import { ${[...used, "format", "type Rule", "type Validate", "validator"].join(", ")} } from "${validation}";

export type { BrokenConstraint, Validate } from "${validation}";

${formatRules.join("")}
${lists.join("\n")}
${exports.join("")}`;
}

/** `ListPhoneNumbersParameters` for `listPhoneNumbers`. */
function parametersName({ operationId }: Operation): string {
  return `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Parameters`;
}

/** The parameters of an operation as the schema of one object. */
function parametersSchema({ parameters }: Operation, { at }: Description): Schema {
  const properties = parameters.map(({ name, schemaPointer }): [string, Schema] => [name, at(schemaPointer) as Schema]);
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return { type: "object", ...(required.length > 0 ? { required } : {}), properties: Object.fromEntries(properties) };
}

/** A schema as a list of rules; one that refers to another as the name of that one's list. */
function rulesOf(schema: Schema): string {
  if (typeof schema.$ref === "string") return schemaName(schema.$ref);
  const rules = Object.entries(schema)
    .filter(([keyword]) => !isAnnotation(keyword))
    .map(([keyword, limit]) => {
      if (keyword === "format") return formatRule(String(limit));
      const [rule, given] =
        RULES[keyword] ?? unknown(`the keyword ${keyword}`, "RULES in scripts/generation/validators.ts");
      return `${rule}(${given(limit as never).join(", ")})`;
    });
  return `[${rules.join(", ")}]`;
}

/** The properties that say anything of a value, a line each. */
function propertyRules(schemas: Readonly<Record<string, Schema>>): string {
  const lines = Object.entries(schemas).map(([name, schema]) => `\n  ${json(name)}: ${rulesOf(schema)},`);
  return `${lines.filter((line) => !line.endsWith("[],")).join("")}\n`;
}

/** Each format is a rule of its own: `date-time` as `dateTime`. */
function formatRule(name: string): string {
  if (!formats[name]) unknown(`the format ${name}`, "openapi/formats.ts");
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

function unknown(what: string, where: string): never {
  throw new CommandError(`The validators don't know ${what}: add a line for it to ${where}.`);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

/** The schemas and all that they refer to, each after those that it refers to. */
function referencedFirst(names: readonly string[], schemas: Readonly<Record<string, Schema>>): string[] {
  const ordered = new Set<string>();
  const visit = (name: string, above: readonly string[]) => {
    if (above.includes(name))
      throw new CommandError(`The schema ${name} contains itself, which validators can't do yet.`);
    const references = JSON.stringify(schemas[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, referenced = ""] of references) visit(referenced, [...above, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return [...ordered];
}

/** The names of the schemas that requests and answers refer to, each once, in the description's order. */
function exchangedSchemas({ operations }: Description): string[] {
  const contents = operations.flatMap(({ request, answers }) => [
    ...(request ? [request] : []),
    ...Object.values(answers),
  ]);
  return [...new Set(contents.map(({ schemaPointer }) => schemaName(schemaPointer)))];
}

/** The name under which `components/schemas` holds a schema. */
function schemaName(pointer: string): string {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(pointer)?.[1];
  if (name === undefined)
    throw new CommandError(`The schema at ${pointer} has no name: put it under components/schemas.`);
  return name;
}
