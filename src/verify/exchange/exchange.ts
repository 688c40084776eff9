import type { Probe } from "../probes/probe.js";

/** A response as it was received, byte by byte. */
export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why no complete response was received. */
export interface Failure {
  readonly reason: "not connected" | "too late" | "too large" | "broken off";
  readonly detail: string;
}

/** One request with its response, or with the failure to get one. */
export interface Exchange {
  readonly probe: Probe;
  /** From sending the request to the end of the response. */
  readonly durationMs: number;
  readonly response?: RawResponse;
  readonly failure?: Failure;
}

/** The body as text, for reading. Invalid bytes are replaced, so a check of the bytes must not use it. */
export function decodeBody({ body }: RawResponse): string {
  return new TextDecoder().decode(body);
}

const parsedBodies = new WeakMap<RawResponse, { readonly json: unknown }>();

/** The body as JSON, parsed once for all checks, or `undefined` if it is not JSON. */
export function parseBody(response: RawResponse): unknown {
  const known = parsedBodies.get(response) ?? { json: parseJson(decodeBody(response)) };
  parsedBodies.set(response, known);
  return known.json;
}

/** The value of a JSON text, or `undefined` if it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
