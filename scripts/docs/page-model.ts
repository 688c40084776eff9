import type { JsonSchema } from "../../openapi/read.js";

/** The description as the page shows it, references resolved: as much of it as the plain text needs. */
export interface PageModel {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly description: string;
  };
  /** The sections at the end of the page; the one without a name marks where the operations are. */
  readonly tags: readonly (Described & { readonly name: string })[];
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, PageOperation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Described>>;
  };
}

export interface PageOperation extends Described {
  readonly summary: string;
  readonly parameters?: readonly PageParameter[];
  readonly requestBody?: PageBody;
  readonly responses: Readonly<Record<string, PageBody>>;
  readonly "x-codeSamples": readonly PageSample[];
}

export interface Described {
  readonly description: string;
}

export interface PageParameter extends Described {
  readonly name: string;
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

export interface PageBody extends Described {
  readonly headers?: Readonly<Record<string, Described>>;
  readonly content: Readonly<Record<string, PageMedia>>;
}

export interface PageMedia {
  readonly schema: JsonSchema;
  readonly examples: Readonly<Record<string, PageExample>>;
}

export interface PageExample {
  readonly summary: string;
  readonly value: unknown;
}

export interface PageSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}
