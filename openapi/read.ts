import type { Level } from "./vocabulary.js";

/** One part of a bundled description, as JSON. */
interface Node {
  readonly $ref?: string;
  readonly "x-provenance"?: Provenance;
  readonly [key: string]: unknown;
}

/** The level of a whole part, of each of its keywords, or of each field of `required`. */
type Provenance = Level | Readonly<Record<string, Level | Readonly<Record<string, Level>>>>;

/** A JSON Schema as it is written. */
export interface JsonSchema extends Node {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: string;
  readonly description?: string;
  readonly default?: string;
  readonly examples?: readonly unknown[];
}

/** A bundled OpenAPI document, as far as it is read here. */
export interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>> & {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
  };
}

/** One statement of the description, and the level of its source. */
export interface Fact {
  /** JSON pointer into the description. */
  readonly pointer: string;
  readonly level: Level;
}

/** A schema with its references followed. Two parts that refer to one schema have the same object. */
export interface Schema {
  /** Where it is written: the place of the named schema if it is a reference to one. */
  readonly pointer: string;
  /** The last step of that place: `TwilioNumber`. */
  readonly name: string;
  readonly keywords: JsonSchema;
  /** Missing if the description names no property, so that an object may have any. */
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** A body that is sent or returned. */
export interface Content {
  readonly contentFact: Fact;
  readonly mediaType: string;
  readonly schema: Schema;
  /** The value of the synthetic example, or of the first if there is none. */
  readonly example: unknown;
  readonly examples: Readonly<Record<string, Example>>;
}

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export interface RequestBody extends Content {
  readonly isRequired: boolean;
  readonly requiredFact: Fact;
}

export interface Parameter {
  readonly pointer: string;
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly description: string;
  readonly schema: Schema;
  readonly example: string;
}

/** A response that the description has. Operations that refer to the same one have the same object. */
export interface DescribedResponse extends Content {
  /** The status as it is written: `200`, `400`, `default`. */
  readonly status: string;
  /** How reports name it: by its status, after the operation's if only one has it, `listPhoneNumbers.200`. */
  readonly id: string;
  /** The operation that has it, unless several do. */
  readonly operationId: string | undefined;
  readonly statusFact: Fact;
  readonly headers: Readonly<Record<string, Schema>>;
}

export interface Operation {
  readonly operationId: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  readonly request: RequestBody | undefined;
  readonly parameters: readonly Parameter[];
  /** By status, in the description's order. */
  readonly responses: Readonly<Record<string, DescribedResponse>>;
  /** The response with the status 2xx. */
  readonly success: DescribedResponse;
}

export interface Description {
  readonly document: Document;
  readonly serverUrl: string;
  /** The named schemas. */
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly operations: readonly Operation[];
}

/** The level that `x-provenance` gives to a keyword, and under `required` to a field. */
export function levelOf(node: Pick<Node, "x-provenance">, keyword: string, field = ""): Level {
  const provenance = node["x-provenance"];
  const ofKeyword = typeof provenance === "object" ? provenance[keyword] : provenance;
  const level = typeof ofKeyword === "object" ? ofKeyword[field] : ofKeyword;
  if (level === undefined) throw new Error(`x-provenance has no level for ${keyword} ${field}`.trim());
  return level;
}

/** The part of a document at a JSON pointer, `#/components/schemas/TwilioNumber` for one. */
export function partAt(document: Document, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .map((each) => each.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
}

/** Reads a bundled description. No other code knows how OpenAPI nests its parts. */
export function readDescription(document: Document): Description {
  const nodeAt = (pointer: string): Node => (partAt(document, pointer) ?? {}) as Node;

  const follow = (pointer: string): string => nodeAt(pointer).$ref ?? pointer;

  const factAt = (pointer: string, keyword: string): Fact => ({
    pointer: `${pointer}/${keyword}`,
    level: levelOf(nodeAt(pointer), keyword),
  });

  const entriesAt = (pointer: string): [name: string, pointer: string][] =>
    Object.keys(nodeAt(pointer)).map((name) => [name, `${pointer}/${escapeKey(name)}`]);

  const readEach = <Part>(pointer: string, read: (pointer: string) => Part): Readonly<Record<string, Part>> =>
    Object.fromEntries(entriesAt(pointer).map(([name, each]) => [name, read(each)]));

  const known = new Map<string, Schema>();
  const readSchema = (reference: string): Schema => {
    const pointer = follow(reference);
    const before = known.get(pointer);
    if (before !== undefined) return before;
    const keywords = nodeAt(pointer) as JsonSchema;
    const schema: Mutable<Schema> = { pointer, name: pointer.slice(pointer.lastIndexOf("/") + 1), keywords };
    // Known before its parts are read, because a part may refer to the whole.
    known.set(pointer, schema);
    if (keywords.properties !== undefined) schema.properties = readEach(`${pointer}/properties`, readSchema);
    if (keywords.items !== undefined) schema.items = readSchema(`${pointer}/items`);
    return schema;
  };

  const readContent = (pointer: string): Content => {
    const [first] = entriesAt(`${pointer}/content`);
    if (first === undefined) throw new Error(`${pointer} has no content`);
    const [mediaType, media] = first;
    const examples = readEach(`${media}/examples`, (each) => nodeAt(follow(each)) as unknown as Example);
    return {
      contentFact: factAt(pointer, "content"),
      mediaType,
      schema: readSchema(`${media}/schema`),
      example: (examples.synthetic ?? Object.values(examples)[0])?.value,
      examples,
    };
  };

  const readRequest = (pointer: string): RequestBody => ({
    ...readContent(pointer),
    isRequired: nodeAt(pointer).required === true,
    requiredFact: factAt(pointer, "required"),
  });

  const readParameter = (reference: string): Parameter => {
    const pointer = follow(reference);
    const { name, in: place, required, description, example } = nodeAt(pointer);
    return {
      pointer,
      name: String(name),
      in: String(place),
      isRequired: required === true,
      description: String(description),
      schema: readSchema(`${pointer}/schema`),
      example: String(example),
    };
  };

  const allReferences = entriesAt("#/paths")
    .flatMap(([, path]) => entriesAt(path))
    .flatMap(([, operation]) => entriesAt(`${operation}/responses`));
  const responses = new Map<string, DescribedResponse>();
  const readResponse = (operationId: string, status: string, reference: string): DescribedResponse => {
    const pointer = follow(reference);
    const isShared = allReferences.filter(([, each]) => follow(each) === pointer).length > 1;
    const response = responses.get(pointer) ?? {
      ...readContent(pointer),
      status,
      id: isShared ? status : `${operationId}.${status}`,
      operationId: isShared ? undefined : operationId,
      statusFact: { pointer: reference, level: levelOf(nodeAt(pointer), "status") },
      headers: readEach(`${pointer}/headers`, (each) => readSchema(`${follow(each)}/schema`)),
    };
    responses.set(pointer, response);
    return response;
  };

  const readOperation = (path: string, method: string, pointer: string): Operation => {
    const { requestBody, operationId: id } = nodeAt(pointer);
    const operationId = String(id);
    const all = entriesAt(`${pointer}/responses`).map(([status, each]) => readResponse(operationId, status, each));
    const success = all.find(({ status }) => status.startsWith("2"));
    if (success === undefined) throw new Error(`${operationId} has no response for success`);
    return {
      operationId,
      method: method.toUpperCase(),
      path,
      request: requestBody === undefined ? undefined : readRequest(follow(`${pointer}/requestBody`)),
      parameters: entriesAt(`${pointer}/parameters`).map(([, each]) => readParameter(each)),
      responses: Object.fromEntries(all.map((response) => [response.status, response])),
      success,
    };
  };

  return {
    document,
    serverUrl: String(document.servers[0]?.url),
    schemas: readEach("#/components/schemas", readSchema),
    operations: entriesAt("#/paths").flatMap(([path, pointer]) =>
      entriesAt(pointer).map(([method, each]) => readOperation(path, method, each)),
    ),
  };
}

type Mutable<Part> = { -readonly [Key in keyof Part]: Part[Key] };

function escapeKey(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The names of all properties that are marked as secrets, at any depth. */
export function listSecretNames({ components }: Document): string[] {
  return [...new Set(findSecrets(components))];
}

function findSecrets(part: unknown): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => [
    ...(Object(value)["x-secret"] === true ? [name] : []),
    ...findSecrets(value),
  ]);
}
