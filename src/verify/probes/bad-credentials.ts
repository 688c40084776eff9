import { security } from "../operations/description.js";
import { a, type Subject, subjects } from "../operations/operations.js";
import { keyHeader, type Plan } from "./plan.js";
import { buildProbe, type Probe } from "./probe.js";

/** A credential that a server must reject. */
interface BadCredential {
  readonly name: string;
  /** Completes a sentence: "a registration without Authorization". */
  readonly phrase: string;
  header(apiKey: string): Readonly<Record<string, string>>;
  /** How a shell writes the header's value. */
  readonly shell?: string;
}

const WRONG_KEY = "not-a-key-of-this-api";

export const badCredentials: readonly BadCredential[] = [
  { name: "no-header", phrase: `without ${security.header}`, header: () => ({}) },
  {
    name: "bare-key",
    phrase: "with only the key, without the word Token",
    header: (key) => ({ [security.header]: key }),
    shell: "$HAMSA_API_KEY",
  },
  {
    name: "bearer",
    phrase: "with Bearer instead of Token",
    header: (key) => ({ [security.header]: `Bearer ${key}` }),
    shell: "Bearer $HAMSA_API_KEY",
  },
  { name: "empty-key", phrase: "with no key after Token", header: () => keyHeader("") },
  { name: "wrong-key", phrase: "with a key that does not exist", header: () => keyHeader(WRONG_KEY) },
  {
    name: "shortened-key",
    phrase: "with a key that lacks its last character",
    header: (key) => keyHeader(key.slice(0, -1)),
    shell: `Token $(printf %s "$HAMSA_API_KEY" | sed 's/.$//')`,
  },
  {
    name: "lengthened-key",
    phrase: "with a key that has one character too many",
    header: (key) => keyHeader(`${key}0`),
    shell: 'Token $(printf %s0 "$HAMSA_API_KEY")',
  },
  {
    name: "other-case",
    phrase: "with the key's upper and lower case swapped",
    header: (key) => keyHeader(swapCase(key)),
    shell: `Token $(printf %s "$HAMSA_API_KEY" | tr 'a-zA-Z' 'A-Za-z')`,
  },
];

/** `addTwilioNumber.authentication/bearer`. */
export function credentialId({ id }: Pick<Subject, "id">, { name }: Pick<BadCredential, "name">): string {
  return `${id}.authentication/${name}`;
}

/**
 * Well-formed requests that only their key makes invalid. If a success changes something, safe mode empties the
 * body, so that a server which accepts the key anyway has nothing to do.
 */
export function buildBadCredentialProbes({ apiKey, safe }: Plan): Probe[] {
  const bad = badCredentials.filter(
    ({ header }) => JSON.stringify(header(apiKey)) !== JSON.stringify(keyHeader(apiKey)),
  );
  return subjects.flatMap((subject) =>
    bad.map((credential) => {
      const isEmptied = safe && subject.changes;
      return buildProbe(subject, isEmptied ? { body: {} } : subject.synthetic, {
        id: credentialId(subject, credential),
        title: `${isEmptied ? `an empty ${subject.noun}` : a(subject.noun)} ${credential.phrase}`,
        headers: credential.header(apiKey),
        ...(credential.shell === undefined ? {} : { shellKey: credential.shell }),
      });
    }),
  );
}

/** Swaps upper and lower case. A key without letters stays the same. */
function swapCase(key: string): string {
  return key.replace(/[A-Za-z]/g, (letter) => (letter < "a" ? letter.toLowerCase() : letter.toUpperCase()));
}
