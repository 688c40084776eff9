import type { Probe } from "../probes/probe.js";

/** What came back, byte by byte. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why no whole answer came. */
export interface Failure {
  readonly reason: "not connected" | "too late" | "too large" | "broken off";
  readonly detail: string;
}

/** One request, and what became of it: an answer or a failure. */
export interface Exchange {
  readonly probe: Probe;
  readonly answer?: Answer;
  readonly failure?: Failure;
}

/** The answer's body as text, a broken byte sequence replaced: for reading, not for judging. */
export function textOf({ body }: Answer): string {
  return new TextDecoder().decode(body);
}

const parsed = new WeakMap<Answer, { readonly json: unknown }>();

/** The answer's body parsed, once for all checks, or `undefined` where it is not JSON. */
export function jsonOf(answer: Answer): unknown {
  const known = parsed.get(answer) ?? { json: parse(textOf(answer)) };
  parsed.set(answer, known);
  return known.json;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
