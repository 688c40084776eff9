import { registration } from "../../../src/verify/operations/description.js";
import type { Subject } from "../../../src/verify/operations/operations.js";
import type { Asked, Provider, Reply } from "../reference/messages.js";
import { isFor, type Rules, referenceProvider } from "../reference/provider.js";

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
export type When = (reply: Reply, asked: Asked) => boolean;

/** A mutant that answers some requests with something else than the reference provider does. */
export function answering(name: string, when: When, change: Change, caughtBy: readonly string[]): Mutant {
  const conforming = referenceProvider();
  const provider: Provider = (asked) => {
    const reply = conforming(asked);
    return when(reply, asked) ? { ...reply, ...change(reply, asked) } : reply;
  };
  return { name, provider, caughtBy };
}

/** Selects the reference provider's replies to registrations, and to what is no operation, by their status. */
export const whenStatus =
  (...statuses: number[]): When =>
  ({ status }, asked) =>
    statuses.includes(status) && (status === 404 || isFor(registration, asked));

/** Selects an operation's successes. */
export const whenSuccess =
  ({ operation }: Pick<Subject, "operation">): When =>
  ({ status }, asked) =>
    status < 300 && isFor(operation, asked);

/** Selects its success to the plain message, to which no filter and no size belongs. */
export const whenPlain =
  (subject: Subject): When =>
  (reply, asked) =>
    whenSuccess(subject)(reply, asked) && asked.path === subject.operation.path;

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
