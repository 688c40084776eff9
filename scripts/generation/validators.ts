import { formats } from "../../openapi/formats.js";
import type { Description, JsonSchema, Operation } from "../../openapi/read.js";
import { isAnnotation } from "../../openapi/vocabulary.js";
import { CommandError } from "../support/cli.js";

/** How each keyword is written: the name of its rule in static/validation.ts, and the rule's arguments. */
const RULES: Readonly<Record<string, readonly [rule: string, writeArguments: WriteArguments]>> = {
  type: ["type", (names: string | readonly string[]) => [names].flat().map(json)],
  required: ["required", (names: readonly string[]) => names.map(json)],
  properties: ["properties", (schemas: Readonly<Record<string, JsonSchema>>) => [`{${writeProperties(schemas)}}`]],
  additionalProperties: ["onlyProperties", (_: false, { properties = {} }) => Object.keys(properties).map(json)],
  items: ["items", (schema: JsonSchema) => [writeRules(schema)]],
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

type WriteArguments = (limit: never, schema: JsonSchema) => readonly string[];

/**
 * A validator, as a list of rules, for each schema of an operation's request or response, and one for
 * the parameters of each operation that has any.
 */
export function buildValidators(description: Description, validation: string): string {
  const { schemas } = description.document.components;
  const exchanged = exchangedSchemas(description);
  const parameters = description.operations
    .filter(({ parameters }) => parameters.length > 0)
    .map((operation): [string, JsonSchema] => [parametersName(operation), parametersSchema(operation)]);
  const named = referencedFirst(exchanged, schemas).map((name): [string, JsonSchema] => [name, schemas[name] ?? {}]);
  const lists = [...named, ...parameters].map(
    ([name, schema]) => `const ${name}: readonly Rule[] = ${writeRules(schema)};\n`,
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
function parametersSchema({ parameters }: Operation): JsonSchema {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema.keywords]));
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return { type: "object", ...(required.length > 0 ? { required } : {}), properties };
}

/** A schema as a list of rules; a reference as the name of another schema's list. */
function writeRules(schema: JsonSchema): string {
  if (typeof schema.$ref === "string") return schemaName(schema.$ref);
  const rules = Object.entries(schema)
    .filter(([keyword]) => !isAnnotation(keyword))
    .map(([keyword, limit]) => {
      if (keyword === "format") return formatRule(String(limit));
      const [rule, writeArguments] =
        RULES[keyword] ?? reportUnsupported(`the keyword ${keyword}`, "RULES in scripts/generation/validators.ts");
      return `${rule}(${writeArguments(limit as never, schema).join(", ")})`;
    });
  return `[${rules.join(", ")}]`;
}

/** One line for each property that has a constraint. */
function writeProperties(schemas: Readonly<Record<string, JsonSchema>>): string {
  const lines = Object.entries(schemas).map(([name, schema]) => `\n  ${json(name)}: ${writeRules(schema)},`);
  return `${lines.filter((line) => !line.endsWith("[],")).join("")}\n`;
}

/** Each format is a rule of its own: `date-time` as `dateTime`. */
function formatRule(name: string): string {
  if (!formats[name]) reportUnsupported(`the format ${name}`, "openapi/formats.ts");
  return name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
}

function reportUnsupported(what: string, where: string): never {
  throw new CommandError(`The validators don't support ${what}. Add a line for it to ${where}.`);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}

/** The schemas and all that they refer to, each after those that it refers to. */
function referencedFirst(names: readonly string[], schemas: Readonly<Record<string, JsonSchema>>): string[] {
  const ordered = new Set<string>();
  const visit = (name: string, parents: readonly string[]) => {
    if (parents.includes(name))
      throw new CommandError(`The schema ${name} contains itself. The validators don't support that yet.`);
    const references = JSON.stringify(schemas[name]).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    for (const [, referenced = ""] of references) visit(referenced, [...parents, name]);
    ordered.add(name);
  };
  for (const name of names) visit(name, []);
  return [...ordered];
}

/** The names of the schemas of requests and responses, each once, in the description's order. */
function exchangedSchemas({ operations }: Description): string[] {
  const contents = operations.flatMap(({ request, responses }) => [
    ...(request ? [request] : []),
    ...Object.values(responses),
  ]);
  return [...new Set(contents.map(({ schema }) => schemaName(schema.pointer)))];
}

/** The name of a schema under `components/schemas`. */
function schemaName(pointer: string): string {
  const name = /^#\/components\/schemas\/(\w+)$/.exec(pointer)?.[1];
  if (name === undefined) throw new CommandError(`The schema at ${pointer} has no name. Put it in components/schemas.`);
  return name;
}
