/** What `headers` may be: names and values, or the platform's own `Headers`. */
export type HeaderOptions = Headers | Readonly<Record<string, string | undefined>>;

/** Several sources of headers as one: a later source wins, and what is set to `undefined` is left out. */
export function mergedHeaders(...sources: readonly (HeaderOptions | undefined)[]): Headers {
  const merged = new Headers();
  for (const source of sources) {
    const entries: Iterable<[string, string | undefined]> = isIterable(source) ? source : Object.entries(source ?? {});
    for (const [name, value] of entries) if (value !== undefined) merged.set(name, value);
  }
  return merged;
}

/** Not `instanceof Headers`: a test environment or a second copy of fetch may have a class of its own. */
function isIterable(source: HeaderOptions | undefined): source is Headers {
  return source !== undefined && Symbol.iterator in source;
}
