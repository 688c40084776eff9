import type { Violation } from "../errors/hamsa-error.js";
import type { Answer } from "../transport/exchange.js";

/** The name of an answer's body among violations. */
export const BODY = "the body";

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** An answer's body: its JSON value, or why it has none. */
export type Body = { readonly json: unknown } | { readonly unreadable: Violation };

/** Reads a body as JSON. Broken UTF-8 is not repaired: a repaired name would be another one. */
export function bodyOf({ bytes }: Answer): Body {
  try {
    const text = STRICT_UTF8.decode(bytes);
    return text === "" ? unreadable("is empty") : { json: JSON.parse(text) };
  } catch (error) {
    return unreadable(error instanceof SyntaxError ? "is not JSON" : "is not valid UTF-8");
  }
}

function unreadable(message: string): Body {
  return { unreadable: { field: BODY, message } };
}

/** Whether a JSON value has properties to look at. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
