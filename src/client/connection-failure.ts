import { ConnectionError, type Outcome } from "./errors.js";
import type { Sending } from "./transport.js";

/**
 * Codes of failures that come before the first byte of a request: Node's and undici's for refused,
 * unreachable and unknown hosts, OpenSSL's for certificates and handshakes, Bun's. Any other failure
 * may have come after the server read the request.
 */
const BEFORE_SENDING = new RegExp(
  [
    "^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT",
    "CERT_[A-Z_]+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|UNABLE_TO_[A-Z_]+|ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|[A-Z0-9]+_ALERT_(?:PROTOCOL_VERSION|HANDSHAKE_FAILURE))",
    "ConnectionRefused|FailedToOpenSocket)$",
  ].join("|"),
);

/** Deno has no codes; its message says in which phase a request failed. */
const BEFORE_SENDING_IN_DENO = /client error \(Connect\)/;

/** What a thrown value says of itself, each read once: a getter may throw, too. */
interface Failure {
  readonly code: string | undefined;
  readonly syscall: unknown;
  readonly message: string;
}

/** Turns what `fetch` threw into an error that says whether the request can have arrived. */
export function connectionFailure(thrown: unknown, sending: Sending): ConnectionError {
  return chain(thrown).some(isBeforeSending)
    ? failure(`${sending.request} could not be reached`, thrown, sending, "not-sent")
    : failure(`${sending.request} broke off without an answer`, thrown, sending);
}

/** Describes a failure by the platform's own reason. The thrown error itself may hold anything and is let go. */
export function failure(
  what: string,
  thrown: unknown,
  { secrets, outcome: soFar }: Sending,
  outcome: Outcome = soFar,
): ConnectionError {
  const failures = chain(thrown);
  const code = failures.map((each) => each.code).find((each) => each !== undefined);
  const reason = failures.at(-1)?.message || code || "no reason given";
  return new ConnectionError(`${what} (${secrets.mask(reason)}).`, { outcome, code: code && secrets.mask(code) });
}

/**
 * The error, what caused it, and the like of that; of several attempts to connect the last. Not by
 * `instanceof`: under Jest the platform's errors are of another realm.
 */
function chain(thrown: unknown): Failure[] {
  const failures: Failure[] = [];
  let next = thrown;
  try {
    while (typeof next === "object" && next !== null && "message" in next && failures.length < 10) {
      const { code, syscall, message, errors, cause } = next as Record<string, unknown>;
      failures.push({ code: typeof code === "string" ? code : undefined, syscall, message: String(message) });
      next = Array.isArray(errors) ? errors.at(-1) : cause;
    }
  } catch {
    // A getter or a proxy threw: what was read so far has to do.
  }
  return failures;
}

function isBeforeSending({ code = "", syscall, message }: Failure): boolean {
  return syscall === "connect" || BEFORE_SENDING.test(code) || BEFORE_SENDING_IN_DENO.test(message);
}
