type Head = Pick<Response, "status" | "statusText" | "headers" | "url">;

/**
 * An answer on its way to openapi-fetch, its body read and masked: a `Response` that holds its bytes
 * itself. To build one around a stream of them, for openapi-fetch to read again, took a quarter of a
 * call (2026-11).
 */
export function incomingResponse(bytes: Uint8Array<ArrayBuffer>, head: Head): Response {
  IncomingResponse ??= defineIncomingResponse();
  return new IncomingResponse(bytes, head);
}

/** Defined at the first answer: to name `Response` makes Node load all of its fetch, 25 ms of an import. */
let IncomingResponse: ReturnType<typeof defineIncomingResponse> | undefined;

function defineIncomingResponse() {
  return class IncomingResponse extends Response {
    readonly #bytes: Uint8Array<ArrayBuffer>;
    readonly #headers: Headers;
    readonly #url: string;
    #streamed: Response | undefined;

    constructor(bytes: Uint8Array<ArrayBuffer>, head: Head) {
      super(null, { status: head.status, statusText: head.statusText });
      this.#bytes = bytes;
      this.#headers = head.headers;
      this.#url = head.url;
    }

    override get headers(): Headers {
      return this.#headers;
    }

    override get url(): string {
      return this.#url;
    }

    override async arrayBuffer(): Promise<ArrayBuffer> {
      const { buffer, byteLength } = this.#bytes;
      // What came over a network may be a part of a larger buffer.
      return buffer.byteLength === byteLength ? buffer : this.#bytes.slice().buffer;
    }

    override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
      return this.#bytes;
    }

    override async text(): Promise<string> {
      return new TextDecoder().decode(this.#bytes);
    }

    override async json(): Promise<unknown> {
      return JSON.parse(await this.text());
    }

    override clone(): IncomingResponse {
      return new IncomingResponse(this.#bytes.slice(), this);
    }

    override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
      return this.#real.body;
    }

    override get bodyUsed(): boolean {
      return this.#streamed?.bodyUsed ?? false;
    }

    override blob(): Promise<Blob> {
      return this.#real.blob();
    }

    override formData(): Promise<FormData> {
      return this.#real.formData();
    }

    /** A response with a stream, for the few who want one. */
    get #real(): Response {
      this.#streamed ??= new Response(this.#bytes.byteLength > 0 ? this.#bytes : null, this);
      return this.#streamed;
    }
  };
}
