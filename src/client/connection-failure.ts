import { isObject } from "./checks.js";
import { ConnectionError, type Outcome } from "./errors.js";
import type { Secrets } from "./secrets.js";

/** What is known about a request while it is under way. */
export interface RequestState {
  /** The request's method and URL, for messages. */
  readonly request: string;
  readonly secrets: Secrets;
  /** Whether the request changes nothing, so that it may be sent again whatever happened to it. */
  readonly isReadOnly: boolean;
  /** The outcome that an error would have at this moment, after all attempts so far. */
  outcome: Outcome;
}

/**
 * The system calls that connect, or look up a host. Only together with one of them does a code such as
 * EHOSTUNREACH prove that nothing was sent: Linux reports a route that vanishes under an established
 * connection as `read EHOSTUNREACH`.
 */
const CONNECTING = /^(?:connect|getaddrinfo|getnameinfo|query[A-Z]\w*)$/;

/** Codes that need no system call as proof: undici's and Bun's for connecting, OpenSSL's for the handshake. */
const CODES_BEFORE_SENDING = new RegExp(
  [
    "^(?:UND_ERR_CONNECT_TIMEOUT|UND_ERR_PRX_TLS|ERR_PROXY_TUNNEL|ConnectionRefused|FailedToOpenSocket",
    "CERT_[A-Z_]+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|UNABLE_TO_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|[A-Z0-9]+_ALERT_(?:PROTOCOL_VERSION|HANDSHAKE_FAILURE)))$",
  ].join("|"),
);

/** Messages that prove it if there is no such code: Deno's, Bun's, Node's for TLS, undici's for a proxy that refuses. */
const MESSAGES_BEFORE_SENDING =
  /client error \(Connect\)|: Unable to connect\. Is the computer|before secure TLS connection was established|^Proxy response \([0-9]+\) !== 200 when HTTP Tunneling/;

/** What will not change if the call is made again: Deno's missing permission, a proxy that rejects the client. */
const LASTING = /^Requires net access|^Proxy (?:response \(|refused to open a tunnel: )4/;

/** Turns what `fetch` threw into an error whose outcome shows whether the request can have arrived. */
export function createConnectionError(thrown: unknown, state: RequestState, outcomeBefore: Outcome): ConnectionError {
  if (!provesNotSent(thrown))
    return describeFailure(`${state.request} lost the connection before a response arrived`, thrown, state);
  const isLasting = readChain(thrown).some(({ message }) => LASTING.test(message));
  const before = { ...state, outcome: outcomeBefore };
  return describeFailure(`${state.request} could not be reached`, thrown, before, !isLasting);
}

/** Describes a failure with the platform's own reason. The thrown error may hold secrets, so it is not kept as `cause`. */
export function describeFailure(
  problem: string,
  thrown: unknown,
  { secrets, outcome, isReadOnly }: RequestState,
  retryable = isReadOnly,
): ConnectionError {
  const failures = readChain(thrown);
  const code = failures.map((each) => each.code).find((each) => each !== undefined);
  const reason = failures.at(-1)?.message || code || "no reason given";
  const facts = { outcome, retryable, code: code && secrets.mask(code) };
  return new ConnectionError(`${problem} (${secrets.mask(reason)}).`, facts);
}

/** A thrown value's own properties, each read once: a getter may throw. */
interface Failure {
  readonly code: string | undefined;
  readonly syscall: string;
  readonly name: unknown;
  readonly message: string;
  readonly errors: readonly unknown[];
  readonly cause: unknown;
}

/** Without `instanceof`, because under Jest the platform's errors belong to another realm. */
function readFailure(thrown: unknown): Failure | undefined {
  try {
    if (!isObject(thrown) || !("message" in thrown)) return undefined;
    const { code, syscall, name, message, errors, cause } = thrown as unknown as Record<string, unknown>;
    return {
      code: typeof code === "string" ? code : undefined,
      syscall: String(syscall),
      name,
      message: String(message),
      errors: Array.isArray(errors) ? [...errors] : [],
      cause,
    };
  } catch {
    // A getter or a proxy threw.
    return undefined;
  }
}

/** The error, its cause, and so on; of several attempts to connect, the last. */
function readChain(thrown: unknown): Failure[] {
  const failures: Failure[] = [];
  for (let next = readFailure(thrown); next && failures.length < 10; ) {
    failures.push(next);
    next = readFailure(next.errors.at(-1) ?? next.cause);
  }
  return failures;
}

/** Whether an error, its cause, or every one of several attempts to connect, came before the request was sent. */
function provesNotSent(thrown: unknown, depth = 0): boolean {
  const failure = readFailure(thrown);
  if (failure === undefined || depth > 3) return false;
  const { errors, cause } = failure;
  if (isBeforeSending(failure)) return true;
  return errors.length > 0 ? errors.every((each) => provesNotSent(each, depth + 1)) : provesNotSent(cause, depth + 1);
}

function isBeforeSending({ code = "", syscall, name, message }: Failure): boolean {
  return (
    (code !== "" && CONNECTING.test(syscall)) ||
    CODES_BEFORE_SENDING.test(code) ||
    MESSAGES_BEFORE_SENDING.test(message) ||
    (/^(?:NotCapable|PermissionDenied)$/.test(String(name)) && LASTING.test(message))
  );
}
