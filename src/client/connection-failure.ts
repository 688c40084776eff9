import { ConnectionError, type Outcome } from "./errors.js";
import type { Secrets } from "./secrets.js";

/** What is known about a request while it is under way. */
export interface RequestState {
  /** The request's method and URL, for messages. */
  readonly request: string;
  readonly secrets: Secrets;
  /** The outcome that an error would have at this moment, after all attempts so far. */
  outcome: Outcome;
}

/**
 * Codes of failures that come before the first byte of a request: Node's and undici's for refused,
 * unreachable and unknown hosts, OpenSSL's for certificates and handshakes, Bun's. Any other failure
 * may have come after the server read the request.
 */
const CODES_BEFORE_SENDING = new RegExp(
  [
    "^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT",
    "CERT_[A-Z_]+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|UNABLE_TO_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|[A-Z0-9]+_ALERT_(?:PROTOCOL_VERSION|HANDSHAKE_FAILURE))",
    "ConnectionRefused|FailedToOpenSocket)$",
  ].join("|"),
);

/** Deno has no codes; its message names the phase in which a request failed. */
const DENO_MESSAGE_BEFORE_SENDING = /client error \(Connect\)/;

/** A thrown value's own properties, each read once: a getter may throw. */
interface Failure {
  readonly code: string | undefined;
  readonly syscall: unknown;
  readonly message: string;
}

/** Turns what `fetch` threw into an error whose outcome shows whether the request can have arrived. */
export function createConnectionError(thrown: unknown, state: RequestState): ConnectionError {
  return readChain(thrown).some(isBeforeSending)
    ? describeFailure(`${state.request} could not be reached`, thrown, { ...state, outcome: "not-sent" })
    : describeFailure(`${state.request} lost the connection before a response arrived`, thrown, state);
}

/** Describes a failure with the platform's own reason. The thrown error may hold secrets, so it is not kept as `cause`. */
export function describeFailure(problem: string, thrown: unknown, { secrets, outcome }: RequestState): ConnectionError {
  const failures = readChain(thrown);
  const code = failures.map((each) => each.code).find((each) => each !== undefined);
  const reason = failures.at(-1)?.message || code || "no reason given";
  return new ConnectionError(`${problem} (${secrets.mask(reason)}).`, { outcome, code: code && secrets.mask(code) });
}

/**
 * The error, its cause, and so on; of several attempts to connect, the last. Without `instanceof`, because
 * under Jest the platform's errors belong to another realm.
 */
function readChain(thrown: unknown): Failure[] {
  const failures: Failure[] = [];
  let next = thrown;
  try {
    while (typeof next === "object" && next !== null && "message" in next && failures.length < 10) {
      const { code, syscall, message, errors, cause } = next as Record<string, unknown>;
      failures.push({ code: typeof code === "string" ? code : undefined, syscall, message: String(message) });
      next = Array.isArray(errors) ? errors.at(-1) : cause;
    }
  } catch {
    // A getter or a proxy threw, so what was read so far has to be enough.
  }
  return failures;
}

function isBeforeSending({ code = "", syscall, message }: Failure): boolean {
  return syscall === "connect" || CODES_BEFORE_SENDING.test(code) || DENO_MESSAGE_BEFORE_SENDING.test(message);
}
