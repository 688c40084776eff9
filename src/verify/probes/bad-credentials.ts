import { security } from "../operations/contract.js";
import { a, type Subject, subjects } from "../operations/operations.js";
import { type Plan, withKey } from "./plan.js";
import { type Probe, probeTo } from "./probe.js";

/** Credentials that a server must refuse. */
interface BadCredential {
  readonly name: string;
  readonly what: string;
  header(apiKey: string): Readonly<Record<string, string>>;
  /** The header has the real key or most of it, and a lenient server may accept it. */
  readonly hasRealKey?: true;
}

const WRONG_KEY = "not-a-key-of-this-api";

export const badCredentials: readonly BadCredential[] = [
  { name: "no-header", what: `without ${security.header}`, header: () => ({}) },
  {
    name: "bare-key",
    what: "with the key alone, without the word Token",
    header: (key) => ({ [security.header]: key }),
    hasRealKey: true,
  },
  {
    name: "bearer",
    what: "with Bearer in place of Token",
    header: (key) => ({ [security.header]: `Bearer ${key}` }),
    hasRealKey: true,
  },
  { name: "empty-key", what: "with no key after Token", header: () => withKey("") },
  { name: "wrong-key", what: "with a key that does not exist", header: () => withKey(WRONG_KEY) },
  {
    name: "shortened-key",
    what: "with the key without its last character",
    header: (key) => withKey(key.slice(0, -1)),
    hasRealKey: true,
  },
  {
    name: "lengthened-key",
    what: "with the key and one more character",
    header: (key) => withKey(`${key}0`),
    hasRealKey: true,
  },
  {
    name: "other-case",
    what: "with the key in the other case",
    header: (key) => withKey(inOtherCase(key)),
    hasRealKey: true,
  },
];

/** `addTwilioNumber.authentication/bearer`. */
export function credentialId({ id }: Pick<Subject, "id">, { name }: Pick<BadCredential, "name">): string {
  return `${id}.authentication/${name}`;
}

/**
 * Well-formed requests that only the key forbids. Where a success changes something, safe mode empties the body of
 * those that carry the real key: a server which overlooks what is wrong with it still has nothing to do.
 */
export function badCredentialProbes({ apiKey, safe }: Plan): Probe[] {
  const bad = badCredentials.filter(({ header }) => JSON.stringify(header(apiKey)) !== JSON.stringify(withKey(apiKey)));
  return subjects.flatMap((subject) =>
    bad.map((credential) => {
      const isEmptied = safe && subject.changes && credential.hasRealKey;
      return probeTo(subject, isEmptied ? { body: {} } : subject.synthetic, {
        id: credentialId(subject, credential),
        what: `${isEmptied ? `an empty ${subject.noun}` : a(subject.noun)} ${credential.what}`,
        headers: credential.header(apiKey),
      });
    }),
  );
}

/** Capitals for small letters, and the other way round; digits stay, and so may a whole key. */
function inOtherCase(key: string): string {
  return key.replace(/[A-Za-z]/g, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}
