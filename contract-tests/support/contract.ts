import { levelOf, type Provenance } from "./constraints.js";
import { at, description, type Level, operation, type Schema } from "./description.js";

/** What the description says of the operation besides its schemas, each fact with its pointer and level. */

interface Sourced {
  readonly "x-provenance"?: Provenance;
}

interface ResponseNode extends Sourced {
  readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
}

/** One thing that the description states, and who says so. */
export interface Fact {
  readonly pointer: string;
  readonly level: Level;
}

/** One answer that the description knows. */
export interface DescribedResponse {
  /** As the description writes it: `200`, `400` …, `default`. */
  readonly status: string;
  readonly statusFact: Fact;
  readonly contentFact: Fact;
  readonly mediaType: string;
  readonly schemaPointer: string;
  /** By name, the pointer of each described header's schema. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The raw operation: `operation` of description.ts has its references resolved, and pointers lost. */
const raw = description.paths[operation.path]?.[operation.method.toLowerCase()] as unknown as {
  readonly requestBody: { readonly $ref: string };
  readonly responses: Readonly<Record<string, { readonly $ref: string }>>;
};

export const describedResponses: readonly DescribedResponse[] = Object.entries(raw.responses).map(
  ([status, { $ref: pointer }]) => {
    const node = at(pointer) as ResponseNode;
    const [mediaType, { schema }] = onlyEntry(node.content);
    const headers = Object.entries(node.headers ?? {}).map(([name, { $ref }]) => [name, `${$ref}/schema`]);
    return {
      status,
      statusFact: {
        pointer: `#/paths/${operation.path.replaceAll("/", "~1")}/${operation.method.toLowerCase()}/responses/${status}`,
        level: levelOf(node, "status"),
      },
      contentFact: { pointer: `${pointer}/content`, level: levelOf(node, "content") },
      mediaType,
      schemaPointer: schema.$ref,
      headers: Object.fromEntries(headers),
    };
  },
);

/** The answer that the description means by a status: its own entry, else `default`; a 2xx or 3xx is never `default`. */
export function responseFor(status: number): DescribedResponse | undefined {
  const named = describedResponses.find((response) => response.status === String(status));
  return named ?? (status >= 400 ? describedResponses.find((response) => response.status === "default") : undefined);
}

/** The status of a successful answer. */
export const success = described(({ status }) => status.startsWith("2"));

/** The entry that stands for every status which has none. */
export const fallback = described(({ status }) => status === "default");

function described(isWanted: (response: DescribedResponse) => boolean): DescribedResponse {
  const response = describedResponses.find(isWanted);
  if (response === undefined) throw new Error("the description has no such response");
  return response;
}

/** The request body: that there must be one, and of which media type. */
export const requestBody = (() => {
  const pointer = raw.requestBody.$ref;
  const node = at(pointer) as Sourced & {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  const [mediaType] = onlyEntry(node.content);
  return {
    mediaType,
    isRequired: node.required === true,
    requiredFact: { pointer: `${pointer}/required`, level: levelOf(node, "required") },
    contentFact: { pointer: `${pointer}/content`, level: levelOf(node, "content") },
  };
})();

/** The one security scheme: which header carries the key. */
export const security = (() => {
  const pointer = "#/components/securitySchemes/apiKey";
  const node = at(pointer) as Sourced & { readonly name: string };
  return { header: node.name, fact: { pointer, level: levelOf(node, "name") } };
})();

function onlyEntry<Value>(record: Readonly<Record<string, Value>>): [string, Value] {
  const [entry] = Object.entries(record);
  if (entry === undefined) throw new Error("the description lists no media type");
  return entry;
}
