import { registration } from "../../../src/verify/operations/description.js";
import type { Subject } from "../../../src/verify/operations/operations.js";
import type { Provider, ReceivedRequest, Reply } from "../reference/messages.js";
import { isFor, type Rules, referenceProvider } from "../reference/provider.js";

/** A provider that breaks the contract in one way, and the checks that must catch it, and no others. */
export interface Mutant {
  /** Completes "a provider that". */
  readonly name: string;
  /** A new provider each time it is read, because a provider remembers what it registered. */
  readonly provider: Provider;
  readonly caughtBy: readonly string[];
}

/** A mutant of the reference provider's rules. */
export function changeRules(name: string, rules: Partial<Rules>, caughtBy: readonly string[]): Mutant {
  return mutantOf(name, () => referenceProvider(rules), caughtBy);
}

export type Change = (reply: Reply, request: ReceivedRequest) => Partial<Reply>;
export type When = (reply: Reply, request: ReceivedRequest) => boolean;

/** A mutant that responds to some requests differently than the reference provider. */
export function changeReply(name: string, when: When, change: Change, caughtBy: readonly string[]): Mutant {
  const start = (): Provider => {
    const conforming = referenceProvider();
    return (request) => {
      const reply = conforming(request);
      return when(reply, request) ? { ...reply, ...change(reply, request) } : reply;
    };
  };
  return mutantOf(name, start, caughtBy);
}

export function mutantOf(name: string, start: () => Provider, caughtBy: readonly string[]): Mutant {
  return {
    name,
    caughtBy,
    get provider() {
      return start();
    },
  };
}

/** Selects the reference provider's replies to registrations, and to requests for no operation, by status. */
export const whenStatus =
  (...statuses: number[]): When =>
  ({ status }, request) =>
    statuses.includes(status) && (status === 404 || isFor(registration, request));

/** Selects an operation's successes. */
export const whenSuccess =
  ({ operation }: Pick<Subject, "operation">): When =>
  ({ status }, request) =>
    status < 300 && isFor(operation, request);

/** Selects an operation's success for its plain message, without a filter and a page size. */
export const whenPlain =
  (subject: Subject): When =>
  (reply, request) =>
    whenSuccess(subject)(reply, request) && request.path === subject.operation.path;

/** Changes the JSON value of a reply. */
export const rewriteJson =
  (rewrite: (value: unknown, request: ReceivedRequest) => unknown): Change =>
  (reply, request) => ({ body: JSON.stringify(rewrite(JSON.parse(String(reply.body)), request)) });

/** Changes a reply's text. */
export const rewriteText =
  (rewrite: (text: string, request: ReceivedRequest) => string | Uint8Array): Change =>
  (reply, request) => ({ body: rewrite(String(reply.body), request) });

/** Adds headers to a reply, or replaces them. */
export const addHeaders =
  (headers: (request: ReceivedRequest) => Readonly<Record<string, string>>): Change =>
  (reply, request) => ({ headers: { ...reply.headers, ...headers(request) } });
