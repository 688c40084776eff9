import type { Outcome } from "../errors/hamsa-error.js";
import { ConnectionError } from "../errors/no-answer-errors.js";
import type { Secrets } from "./secrets.js";

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

interface Failure extends Error {
  code?: unknown;
  syscall?: unknown;
}

/** Turns what `fetch` threw into an error that says whether the request can have arrived. */
export function connectionFailure(thrown: unknown, target: string, secrets: Secrets): ConnectionError {
  return chain(thrown).some(isBeforeSending)
    ? failure(`${target} could not be reached`, thrown, secrets, "not-sent")
    : failure(`${target} broke off without an answer`, thrown, secrets, "unknown");
}

/** Tells of a failure with the platform's own reason. The thrown error itself may hold anything and is let go. */
export function failure(what: string, thrown: unknown, secrets: Secrets, outcome: Outcome): ConnectionError {
  const errors = chain(thrown);
  const code = errors.map((error) => error.code).find((each) => typeof each === "string");
  const reason = secrets.mask(errors.at(-1)?.message || code || "no reason given");
  return new ConnectionError(`${what} (${reason}).`, { outcome, code: code && secrets.mask(code) });
}

/** The error, what caused it, and the like of that; of several attempts to connect the last. */
function chain(thrown: unknown): Failure[] {
  const errors: Failure[] = [];
  for (let next = thrown; next instanceof Error && errors.length < 10; ) {
    errors.push(next);
    next = next instanceof AggregateError ? next.errors.at(-1) : next.cause;
  }
  return errors;
}

function isBeforeSending({ code, syscall, message }: Failure): boolean {
  return syscall === "connect" || BEFORE_SENDING.test(String(code)) || BEFORE_SENDING_IN_DENO.test(message);
}
