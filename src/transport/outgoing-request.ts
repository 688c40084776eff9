/**
 * A request on its way from openapi-fetch to the transport: as much of a `Request` as middleware
 * reads, without the stream machinery that makes building a real one the dearest part of a call.
 */
export class OutgoingRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal | undefined;
  readonly body: BodyInit | undefined;

  constructor(
    readonly url: string,
    init: RequestInit,
  ) {
    this.method = init.method ?? "GET";
    this.headers = init.headers instanceof Headers ? init.headers : new Headers(init.headers);
    this.signal = init.signal ?? undefined;
    this.body = init.body ?? undefined;
  }

  clone(): OutgoingRequest {
    const { method, signal = null, body = null } = this;
    return new OutgoingRequest(this.url, { method, headers: new Headers(this.headers), signal, body });
  }

  async text(): Promise<string> {
    return typeof this.body === "string" ? this.body : new Response(this.body ?? null).text();
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  /** openapi-fetch takes from middleware only what is an instance: a real `Request` is welcome too. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.isPrototypeOf.call(OutgoingRequest.prototype, value as object) || value instanceof Request;
  }
}
