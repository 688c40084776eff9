import type { Schema } from "../../openapi/read.js";

/** As much of the description, as the page shows it and with its references resolved, as the plain text tells. */
export interface Shown {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly description: string;
  };
  /** The sections at the end of the page; the nameless one stands for the operations. */
  readonly tags: readonly (Described & { readonly name: string })[];
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, Described>>;
  };
}

export interface ShownOperation extends Described {
  readonly summary: string;
  readonly parameters?: readonly ShownParameter[];
  readonly requestBody?: ShownBody;
  readonly responses: Readonly<Record<string, ShownBody>>;
  readonly "x-codeSamples": readonly ShownSample[];
}

export interface Described {
  readonly description: string;
}

export interface ShownParameter extends Described {
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface ShownBody extends Described {
  readonly headers?: Readonly<Record<string, Described>>;
  readonly content: Readonly<Record<string, ShownMedia>>;
}

export interface ShownMedia {
  readonly schema: Schema;
  readonly examples: Readonly<Record<string, ShownExample>>;
}

export interface ShownExample {
  readonly summary: string;
  readonly value: unknown;
}

export interface ShownSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}
