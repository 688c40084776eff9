const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** A media type with nothing but the charset that JSON has anyway (RFC 9110 8.3.1, RFC 8259 8.1). */
const WELL_FORMED = new RegExp(`^(${TOKEN}/${TOKEN})(?:[ \\t]*;[ \\t]*charset=(?:utf-8|"utf-8"))?[ \\t]*$`, "i");

/** Whether a `content-type` is exactly the described one, well formed, with or without `charset=utf-8`. */
export function isMediaType(received: string, described: string): boolean {
  return WELL_FORMED.exec(received)?.[1]?.toLowerCase() === described.toLowerCase();
}
