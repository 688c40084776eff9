import type { Operation } from "../../../openapi/read.js";
import { type Constraint, constraintsOf, EACH } from "../../../src/verify/operations/constraints.js";
import { at, operations, type Schema } from "../../../src/verify/operations/description.js";

/** A field of a request, a query or an answer, with all that a reader must be told of it. */
export interface ShownField {
  readonly operation: Operation;
  /** As a reader names it: `addTwilioNumber request twilioNumberSid`, `listPhoneNumbers 200 data.id`. */
  readonly name: string;
  /** The status of the answer that it belongs to; none for a request. */
  readonly status: string | undefined;
  readonly path: readonly string[];
  /** The same as the page's addresses have it: `data[]/id`. */
  readonly place: string;
  readonly meaning: string;
  readonly constraints: readonly Constraint[];
}

/** Constraints as the page calls them, where it has another word than the keyword. */
export const WORDS: Readonly<Record<string, string>> = { minLength: "minimum length", const: "value" };

/** Every field that the description has; errors that operations share are shown with each. */
export const shownFields: readonly ShownField[] = operations.flatMap((operation) => [
  ...(operation.request ? fieldsOf(operation, undefined, operation.request.schemaPointer) : []),
  ...Object.entries(operation.answers).flatMap(([status, { schemaPointer }]) =>
    fieldsOf(operation, status, schemaPointer),
  ),
]);

function fieldsOf(operation: Operation, status: string | undefined, root: string): ShownField[] {
  const all = constraintsOf(root);
  const walk = (reference: Schema, path: readonly string[]): ShownField[] => {
    const schema = resolvedSchema(reference);
    const shownPath = path.filter((step) => step !== EACH);
    const field: ShownField = {
      operation,
      name: `${operation.operationId} ${status ?? "request"} ${shownPath.join(".")}`,
      status,
      path: shownPath,
      place: path.join("/").replaceAll(`/${EACH}`, EACH).toLowerCase(),
      meaning: plain(String(schema.description)),
      constraints: all.filter((constraint) => constrains(constraint, path)),
    };
    const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => walk(each, [...path, name]));
    const items = resolvedSchema(schema.items ?? {});
    const elements = items.properties === undefined ? [] : walk(items, [...path, EACH]);
    return path.length === 0 || path.at(-1) === EACH ? inner : [field, ...inner, ...elements];
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
