import { secretProperties } from "../../generated/constants.js";

const MASK = "[masked]";

/** A shorter secret is masked only where it is a whole JSON string: inside words it would tear them apart. */
const SHORTEST_TO_SEARCH = 6;

/** A property that the description marks as secret, and its value: a search takes a third of the time of a parse. */
const SECRET_PROPERTY = new RegExp(`"(?:${secretProperties.join("|")})"\\s*:\\s*("[^"\\\\]*(?:\\\\.[^"\\\\]*)*")`, "g");

/** The secrets of one call, and the masking of whatever comes back with one of them in it. */
export class Secrets {
  /** What stands in for each spelling of a secret; the longest first, lest one that begins another leave its end. */
  #masks: (readonly [spelling: string, mask: string])[] = [];

  add(secret: string): void {
    for (const spelling of spellings(secret)) {
      if (this.#masks.some(([known]) => known === spelling)) continue;
      this.#masks.push([spelling, secret.length < SHORTEST_TO_SEARCH ? JSON.stringify(MASK) : MASK]);
    }
    this.#masks.sort(([one], [other]) => other.length - one.length);
  }

  /** Adds what a JSON request carries in the properties that the description marks as secrets. */
  addFromRequest(body: string): void {
    for (const [, value = ""] of body.matchAll(SECRET_PROPERTY)) {
      try {
        this.add(JSON.parse(value));
      } catch {
        // Not JSON: whoever sends that through `http` has no described secret in it.
      }
    }
  }

  /** The text with every secret in it masked. */
  mask(text: string): string {
    let masked = unescaped(text);
    for (const [spelling, mask] of this.#masks) masked = masked.replaceAll(spelling, mask);
    return masked;
  }
}

/** What pages escape, and how. */
const IN_HTML: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#39" };

/** A secret as it may stand in a text: plain, in JSON, in JSON within JSON, in a URL, in a header, in HTML. */
function spellings(secret: string): string[] {
  if (secret.length < SHORTEST_TO_SEARCH) return [JSON.stringify(secret)];
  // Most keys and tokens are spelled alike everywhere; to find that out for each took a tenth of a call.
  if (/^[\w.-]+$/.test(secret)) return [secret];
  const inJson = withinJson(secret);
  const inUrl = new URLSearchParams({ "": secret }).toString().slice(1);
  const inHeader = String.fromCharCode(...new TextEncoder().encode(secret));
  const inHtml = secret.replace(/[&<>"']/g, (char) => `&${IN_HTML[char]};`);
  return [secret, inJson, withinJson(inJson), inUrl, inHeader, inHtml];
}

function withinJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** An escape such as `\u0074` for a letter would hide a secret from a search until JSON.parse brings it back. */
function unescaped(text: string): string {
  if (!text.includes("\\u")) return text;
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
