import { listing } from "../../support/description.js";
import type { Asked, Provider, Reply } from "../reference/messages.js";
import { type Rules, referenceProvider } from "../reference/provider.js";

/** A provider that breaks the contract in one way, and the checks that must say so: these and no others. */
export interface Mutant {
  /** Completes "a provider that". */
  readonly name: string;
  readonly provider: Provider;
  readonly caughtBy: readonly string[];
}

/** A mutant of the reference provider's rules. */
export function withRules(name: string, rules: Partial<Rules>, caughtBy: readonly string[]): Mutant {
  return { name, provider: referenceProvider(rules), caughtBy };
}

export type Change = (reply: Reply, asked: Asked) => Partial<Reply>;

/** A mutant that answers some requests with something else than the reference provider does. */
export function answering(
  name: string,
  when: (reply: Reply, asked: Asked) => boolean,
  change: Change,
  caughtBy: readonly string[],
): Mutant {
  const conforming = referenceProvider();
  const provider: Provider = (asked) => {
    const reply = conforming(asked);
    return when(reply, asked) ? { ...reply, ...change(reply, asked) } : reply;
  };
  return { name, provider, caughtBy };
}

/** Selects the reference provider's replies by their status, those of the list apart. */
export const whenStatus =
  (...statuses: number[]) =>
  ({ status }: Reply, { method }: Asked): boolean =>
    statuses.includes(status) && method !== listing.method;

/** Selects its lists. */
export const whenListed = ({ status }: Reply, { method }: Asked): boolean =>
  status === 200 && method === listing.method;

/** Selects its list of everything, to which no filter and no size belongs. */
export const whenAllListed = (reply: Reply, asked: Asked): boolean =>
  whenListed(reply, asked) && asked.path === listing.path;

/** Changes the JSON value of a reply. */
export const rewriting =
  (rewrite: (value: unknown, asked: Asked) => unknown): Change =>
  (reply, asked) => ({ body: JSON.stringify(rewrite(JSON.parse(String(reply.body)), asked)) });

/** Changes a reply's text. */
export const retyping =
  (retype: (text: string, asked: Asked) => string | Uint8Array): Change =>
  (reply, asked) => ({ body: retype(String(reply.body), asked) });

/** Adds headers to a reply, or replaces them. */
export const withHeaders =
  (headers: (asked: Asked) => Readonly<Record<string, string>>): Change =>
  (reply, asked) => ({ headers: { ...reply.headers, ...headers(asked) } });
