import { type Fact, levelOf, type Sourced } from "./provenance.js";

/** One JSON schema of a description. */
export interface Schema extends Sourced {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly [keyword: string]: unknown;
}

/** As much of a bundled OpenAPI document as anything here reads. */
export interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What is sent or answered: its media type, its schema and its named examples. */
export interface Content {
  readonly contentFact: Fact;
  readonly mediaType: string;
  /** The schema's own place: that of the named schema, where it refers to one. */
  readonly schemaPointer: string;
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

export interface RequestBody extends Content {
  readonly isRequired: boolean;
  readonly requiredFact: Fact;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly schemaPointer: string;
}

/** One answer that the description knows. */
export interface Answer extends Content {
  /** As the description writes it: `200`, `400` …, `default`. */
  readonly status: string;
  readonly statusFact: Fact;
  /** By name, the pointer of each described header's schema. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Operation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly request: RequestBody | undefined;
  readonly parameters: readonly Parameter[];
  /** By status, in the description's order. */
  readonly answers: Readonly<Record<string, Answer>>;
}

/** A bundled description, with the pointers of what it says. */
export interface Description {
  readonly document: Document;
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly operations: readonly Operation[];
  /** What stands at a JSON pointer, `#/components/schemas/TwilioNumber` for one. */
  at(pointer: string): unknown;
}

interface Node extends Sourced {
  readonly $ref?: string;
  readonly [key: string]: unknown;
}

/** Reads a bundled description: the one place that knows how OpenAPI nests its parts. */
export function readDescription(document: Document): Description {
  const at = (pointer: string): unknown =>
    pointer
      .split("/")
      .slice(1)
      .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"))
      .reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);

  /** The place itself, or the one that it refers to. */
  const followed = (pointer: string): string => (at(pointer) as Node | undefined)?.$ref ?? pointer;

  const entries = (pointer: string): [name: string, pointer: string][] =>
    Object.keys(Object(at(pointer))).map((name) => [name, `${pointer}/${escaped(name)}`]);

  const content = (pointer: string): Content => {
    const [first] = entries(`${pointer}/content`);
    if (first === undefined) throw new Error(`${pointer} has no content`);
    const [mediaType, media] = first;
    const examples = entries(`${media}/examples`).map(([name, each]) => [name, at(followed(each))]);
    return {
      contentFact: { pointer: `${pointer}/content`, level: levelOf(at(pointer) as Node, "content") },
      mediaType,
      schemaPointer: followed(`${media}/schema`),
      examples: Object.fromEntries(examples),
    };
  };

  const requestBody = (pointer: string): RequestBody => {
    const node = at(pointer) as Node;
    const requiredFact = { pointer: `${pointer}/required`, level: levelOf(node, "required") };
    return { ...content(pointer), isRequired: node.required === true, requiredFact };
  };

  const answer = ([status, entry]: [string, string]): Answer => {
    const pointer = followed(entry);
    const statusFact = { pointer: entry, level: levelOf(at(pointer) as Node, "status") };
    const headers = entries(`${pointer}/headers`).map(([name, each]) => [name, `${followed(each)}/schema`]);
    return { ...content(pointer), status, statusFact, headers: Object.fromEntries(headers) };
  };

  const parameter = ([, entry]: [string, string]): Parameter => {
    const pointer = followed(entry);
    const node = at(pointer) as Node;
    const schemaPointer = followed(`${pointer}/schema`);
    return { name: String(node.name), in: String(node.in), isRequired: node.required === true, schemaPointer };
  };

  const operation = (path: string, [method, pointer]: [string, string]): Operation => ({
    operationId: String((at(pointer) as Node).operationId),
    method: method.toUpperCase(),
    path,
    request: at(`${pointer}/requestBody`) === undefined ? undefined : requestBody(followed(`${pointer}/requestBody`)),
    parameters: entries(`${pointer}/parameters`).map(parameter),
    answers: Object.fromEntries(entries(`${pointer}/responses`).map((each) => [each[0], answer(each)])),
  });

  const operations = entries("#/paths").flatMap(([path, pointer]) =>
    entries(pointer).map((each) => operation(path, each)),
  );
  return { document, schemas: document.components.schemas, operations, at };
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
