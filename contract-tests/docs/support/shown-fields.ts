import { type Constraint, constraintsOf } from "../../support/constraints.js";
import { at, registration, type Schema } from "../../support/description.js";

/** A field of a request or an answer, with all that a reader must be told of it. */
export interface ShownField {
  /** As a reader names it: `request twilioNumberSid`, `200 data.id`. */
  readonly name: string;
  /** The status of the answer that it belongs to; none for a request. */
  readonly status: string | undefined;
  readonly path: readonly string[];
  readonly meaning: string;
  readonly constraints: readonly Constraint[];
}

/** Constraints as the page calls them, where it has another word than the keyword. */
export const WORDS: Readonly<Record<string, string>> = { minLength: "minimum length", const: "value" };

/** Every field that the description has. */
export const shownFields: readonly ShownField[] = [
  ...fieldsOf(undefined, registration.request.schemaPointer),
  ...Object.entries(registration.answers).flatMap(([status, { schemaPointer }]) => fieldsOf(status, schemaPointer)),
];

function fieldsOf(status: string | undefined, root: string): ShownField[] {
  const all = constraintsOf(root);
  const walk = (reference: Schema, path: readonly string[]): ShownField[] => {
    const schema = resolvedSchema(reference);
    const field: ShownField = {
      name: `${status ?? "request"} ${path.join(".")}`,
      status,
      path,
      meaning: plain(String(schema.description)),
      constraints: all.filter((constraint) => constrains(constraint, path)),
    };
    const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => walk(each, [...path, name]));
    return path.length === 0 ? inner : [field, ...inner];
  };
  return walk(at(root) as Schema, []);
}

function resolvedSchema(schema: Schema): Schema {
  return schema.$ref === undefined ? schema : (at(schema.$ref) as Schema);
}

/** That an object requires a field is told with the field. */
function constrains({ keyword, limit, path }: Constraint, field: readonly string[]): boolean {
  return keyword === "required" ? [...path, limit].join() === field.join() : path.join() === field.join();
}

/** Markdown as it reads once it is drawn. */
export function plain(markdown: string): string {
  return markdown
    .replace(/[`*]/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
