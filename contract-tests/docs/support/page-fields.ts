import type { Operation, Schema } from "../../../openapi/read.js";
import { type Constraint, constraintsOf, EACH } from "../../../src/verify/operations/constraints.js";
import { operations } from "../../../src/verify/operations/description.js";

/** A field of a request, query or response, with everything that the page must show about it. */
export interface PageField {
  readonly operation: Operation;
  /** What a reader would call it: `addTwilioNumber request twilioNumberSid`, `listPhoneNumbers 200 data.id`. */
  readonly name: string;
  /** The status of the response that it belongs to; none for a request. */
  readonly status: string | undefined;
  readonly path: readonly string[];
  /** The same, as written in the page's addresses: `data[]/id`. */
  readonly place: string;
  readonly meaning: string;
  readonly constraints: readonly Constraint[];
}

/** What the page calls a constraint, if its word is not the keyword. */
const WORDS: Readonly<Record<string, string>> = {
  minLength: "minimum length",
  const: "value",
  "x-echoes": "echo",
  "x-not-before": "order",
  "x-identifies": "one per page",
  "x-same-as": "same as when registered",
};

/** Whether provenance in words, `documented type · twilio pattern`, names a level for a keyword. One level covers all. */
export function hasLevel(provenance: string, level: string, keyword: string): boolean {
  const parts = provenance.split(" · ").map((part) => part.trim().split(" "));
  const [only] = parts;
  if (parts.length === 1 && only?.length === 1) return only[0] === level;
  const names =
    parts
      .find(([each]) => each === level)
      ?.slice(1)
      .join(" ") ?? "";
  return names.split(", ").includes(WORDS[keyword] ?? keyword);
}

/** Every field of the description. Errors that operations share appear with each operation. */
export const pageFields: readonly PageField[] = operations.flatMap((operation) => [
  ...(operation.request ? fieldsOf(operation, undefined, operation.request.schema) : []),
  ...Object.entries(operation.responses).flatMap(([status, { schema }]) => fieldsOf(operation, status, schema)),
]);

function fieldsOf(operation: Operation, status: string | undefined, root: Schema): PageField[] {
  const all = constraintsOf(root);
  const walk = (schema: Schema, path: readonly string[]): PageField[] => {
    const namedPath = path.filter((step) => step !== EACH);
    const field: PageField = {
      operation,
      name: `${operation.operationId} ${status ?? "request"} ${namedPath.join(".")}`,
      status,
      path: namedPath,
      place: path.join("/").replaceAll(`/${EACH}`, EACH).toLowerCase(),
      meaning: plain(String(schema.keywords.description)),
      constraints: all.filter((constraint) => constrains(constraint, path)),
    };
    const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => walk(each, [...path, name]));
    const { items } = schema;
    const elements = items?.properties === undefined ? [] : walk(items, [...path, EACH]);
    return path.length === 0 || path.at(-1) === EACH ? inner : [field, ...inner, ...elements];
  };
  return walk(root, []);
}

/** Whether an object requires a field is shown with the field. */
function constrains({ keyword, limit, path }: Constraint, field: readonly string[]): boolean {
  return keyword === "required" ? [...path, limit].join() === field.join() : path.join() === field.join();
}

/** The text of Markdown once it is rendered. */
export function plain(markdown: string): string {
  return markdown
    .replace(/[`*]/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
