import { security } from "../../support/contract.js";
import type { Probe } from "../exchange/exchange.js";
import { type Plan, synthetic, toOperation, withKey } from "./plan.js";

/** A way to be refused at the door. */
interface Knock {
  readonly id: string;
  readonly what: string;
  header(apiKey: string): Readonly<Record<string, string>>;
  /** The header has the real key in it, and a lenient server may accept it. */
  readonly hasRealKey?: true;
}

const WRONG_KEY = "not-a-key-of-this-api";

export const badCredentials: readonly Knock[] = [
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
  { id: "authentication/wrong-key", what: "with a key that nobody has", header: () => withKey(WRONG_KEY) },
];

/**
 * Well-formed registrations that only the key forbids. Safe mode empties the body of those that
 * carry the real key: a server which overlooks the missing word still has nothing to register.
 */
export function authenticationProbes({ apiKey, safe }: Plan): Probe[] {
  return badCredentials.map(({ id, what, header, hasRealKey }) =>
    toOperation({
      id,
      what: safe && hasRealKey ? `an empty registration ${what}` : `a registration ${what}`,
      headers: header(apiKey),
      body: JSON.stringify(safe && hasRealKey ? {} : synthetic),
    }),
  );
}
