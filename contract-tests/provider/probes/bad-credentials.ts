import { security } from "../../support/contract.js";
import { LIST, type Plan, synthetic, toList, toRegister, withKey } from "./plan.js";
import type { Probe } from "./probe.js";

/** Credentials that a server must refuse. */
interface BadCredential {
  readonly id: string;
  readonly what: string;
  header(apiKey: string): Readonly<Record<string, string>>;
  /** The header has the real key or most of it, and a lenient server may accept it. */
  readonly hasRealKey?: true;
}

const WRONG_KEY = "not-a-key-of-this-api";

export const badCredentials: readonly BadCredential[] = [
  { id: "authentication/no-header", what: `without ${security.header}`, header: () => ({}) },
  {
    id: "authentication/bare-key",
    what: "with the key alone, without the word Token",
    header: (key) => ({ [security.header]: key }),
    hasRealKey: true,
  },
  {
    id: "authentication/bearer",
    what: "with Bearer in place of Token",
    header: (key) => ({ [security.header]: `Bearer ${key}` }),
    hasRealKey: true,
  },
  { id: "authentication/empty-key", what: "with no key after Token", header: () => withKey("") },
  { id: "authentication/wrong-key", what: "with a key that does not exist", header: () => withKey(WRONG_KEY) },
  {
    id: "authentication/shortened-key",
    what: "with the key without its last character",
    header: (key) => withKey(key.slice(0, -1)),
    hasRealKey: true,
  },
  {
    id: "authentication/lengthened-key",
    what: "with the key and one more character",
    header: (key) => withKey(`${key}0`),
    hasRealKey: true,
  },
  {
    id: "authentication/other-case",
    what: "with the key in the other case",
    header: (key) => withKey(inOtherCase(key)),
    hasRealKey: true,
  },
];

/**
 * Well-formed registrations that only the key forbids. Safe mode empties the body of those that
 * carry the real key: a server which overlooks what is wrong with it still has nothing to register.
 */
export function badCredentialProbes({ apiKey, safe }: Plan): Probe[] {
  return badFor(apiKey).map(({ id, what, header, hasRealKey }) =>
    toRegister({
      id,
      what: safe && hasRealKey ? `an empty registration ${what}` : `a registration ${what}`,
      headers: header(apiKey),
      body: JSON.stringify(safe && hasRealKey ? {} : synthetic),
    }),
  );
}

/** The same keys for the list, which safe mode may ask for as it is. */
export function badCredentialListProbes({ apiKey }: Plan): Probe[] {
  return badFor(apiKey).map(({ id, what, header }) =>
    toList({ id: `${LIST}.${id}`, what: `a request for the list ${what}`, headers: header(apiKey) }),
  );
}

/** Without those that are no worse than the key: one without letters has no other case. */
function badFor(apiKey: string): BadCredential[] {
  return badCredentials.filter(({ header }) => JSON.stringify(header(apiKey)) !== JSON.stringify(withKey(apiKey)));
}

/** Capitals for small letters, and the other way round; digits stay, and so may a whole key. */
function inOtherCase(key: string): string {
  return key.replace(/[A-Za-z]/g, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}
