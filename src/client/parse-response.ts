import type { components } from "../../generated/api.js";
import { propertiesOfPhoneNumber, propertiesOfTwilioNumber } from "../../generated/constants.js";
import {
  type Validate,
  validateAddTwilioNumberResponse,
  validateErrorResponse,
  validateListPhoneNumbersResponse,
} from "../../generated/validators.js";
import { findViolations, isObject } from "./checks.js";
import {
  ApiError,
  AuthenticationError,
  ContractError,
  type ErrorBody,
  type Outcome,
  RateLimitError,
  type Violation,
} from "./errors.js";
import type { PhoneNumber, TwilioNumber } from "./numbers.js";
import type { RawResponse } from "./read-response.js";
import { isRetryable, parseRetryAfter } from "./transport.js";

type Schemas = components["schemas"];

/** An item of the list, valid or not. */
export interface ListItem {
  /** Identifies the item among all others. */
  readonly key: string;
  readonly isValid: boolean;
  /** As the server sent it, with secrets masked in fields that the description does not have. */
  readonly number: PhoneNumber;
}

/** A page of the list. */
export interface Page {
  readonly items: readonly ListItem[];
  /** How the page and its items differ from the description, if they do. */
  readonly problem: ContractError | undefined;
}

/** How a confirmation of another number is reported. */
const OTHER_NUMBER: Violation = { field: "data.number", message: "is not the number that was sent" };

/** Returns the registered number, or throws the error that the response means. */
export function parseNumber(response: RawResponse, phoneNumber: string): TwilioNumber {
  const { json, isConfirmed, violations } = parseSuccess<Schemas["AddTwilioNumberResponse"]>(
    response,
    validateAddTwilioNumberResponse,
  );
  if (violations.length === 0 && !isSameNumber(json.data.number, phoneNumber)) violations.push(OTHER_NUMBER);
  if (violations.length > 0) throw createContractError(response, isConfirmed ? "accepted" : "unknown", violations);
  return maskUndescribed(json.data, propertiesOfTwilioNumber, response);
}

/** Whether the server confirmed this very number, though its response can't be used. */
export function isConfirmation({ outcome, violations }: Partial<ContractError>): boolean {
  return outcome === "accepted" && !violations?.includes(OTHER_NUMBER);
}

/** Whether a stored value is a registered number, as described. */
export function isTwilioNumber(value: unknown): value is TwilioNumber {
  return validateAddTwilioNumberResponse({ success: true, message: "", data: value }).length === 0;
}

/** Compares digits, because a server may write `+1 415-555-0123` or `14155550123`. */
export function isSameNumber(one: unknown, other: string): boolean {
  return (typeof one === "string" || typeof one === "number") && digitsOf(String(one)) === digitsOf(other);
}

function digitsOf(phoneNumber: string): string {
  return phoneNumber.replace(/[^0-9]/g, "").replace(/^0+/, "");
}

/** Returns a page of the list. Throws only if it has no items to read: what else is wrong is its `problem`. */
export function parsePage(response: RawResponse): Page {
  const { json, violations } = parseSuccess<{ readonly data?: unknown } | undefined>(
    response,
    validateListPhoneNumbersResponse,
  );
  const problem = violations.length > 0 ? createContractError(response, response.outcome, violations) : undefined;
  const data: unknown = Object(json).data;
  if (!Array.isArray(data)) throw problem;
  const invalid = new Set(violations.map(({ field }) => field.split(".")[1]));
  const items = data.map((item: unknown, index): ListItem => {
    const number = maskUndescribed(Object(item) as PhoneNumber, propertiesOfPhoneNumber, response);
    // An ID by itself could hide the number of an item that has the ID of another.
    const parts = [number.id, number.number].map((part: unknown) => (typeof part === "object" ? "" : part));
    return { key: JSON.stringify(parts), number, isValid: !invalid.has(String(index)) };
  });
  return { items, problem };
}

function createContractError(response: RawResponse, outcome: Outcome, violations: readonly Violation[]): ContractError {
  const { start, ...facts } = describeResponse(response);
  return new ContractError(`${start}, but not as described.`, { ...facts, outcome, violations });
}

/** Parses a success and finds how it differs from the description. Throws if the response is an error. */
function parseSuccess<Envelope>(response: RawResponse, validate: Validate) {
  const body = parseBody(response);
  const success: unknown = Object(body.json).success;
  if (response.status > 299 || success === false) throw createApiError(response, body);
  const violations =
    body.problem === undefined
      ? findViolations(validate, body.json, "the body")
      : [{ field: "the body", message: body.problem }];
  // The envelope, as far as it has no violations; and whether it has an explicit `success: true`.
  return { json: body.json as Envelope, isConfirmed: success === true, violations };
}

/** The error for a response beyond 2xx, or a 2xx with `success: false`. */
function createApiError(response: RawResponse, body: Body): ApiError {
  const { secrets, status, outcome } = response;
  const { start, ...facts } = describeResponse(response);
  const text = new TextDecoder().decode(response.bytes);
  const isDescribed = validateErrorResponse(body.json).length === 0;
  const ErrorClass =
    status === 401 || status === 403 ? AuthenticationError : status === 429 ? RateLimitError : ApiError;
  return new ErrorClass(`${start}${findReason(body, text, (words) => secrets.mask(words))}.`, {
    ...facts,
    // A 2xx with `success: false` is a rejection as well.
    outcome: status > 299 || outcome === "unchanged" ? outcome : "rejected",
    body: isDescribed ? (secrets.maskWithin(body.json) as ErrorBody) : undefined,
    // Masked before it is cut: half a secret would not be found.
    excerpt: secrets.mask(text).slice(0, 1_000),
    retryAfterMs: status === 429 ? parseRetryAfter(response.headers) : undefined,
    retryable: isRetryable(response),
  });
}

/** The start of the message, and the facts, of any error about a response. */
function describeResponse({ request, status, headers, secrets }: RawResponse) {
  const ids = ["x-request-id", "request-id", "x-correlation-id"].map((name) => headers.get(name));
  const id = ids.find((each) => each !== null);
  return {
    start: `${request} responded with ${status}`,
    status,
    requestId: id == null ? undefined : secrets.mask(id),
  };
}

/** Keeps an object's described fields exactly as the server sent them, and masks secrets in all others. */
function maskUndescribed<Value extends object>(
  value: Value,
  described: readonly string[],
  { secrets }: RawResponse,
): Value {
  const fields = Object.entries(value).map(([name, each]) =>
    described.includes(name) ? [name, each] : [secrets.mask(name), secrets.maskWithin(each)],
  );
  return Object.fromEntries(fields);
}

/** A response's body: its JSON value, or why it has none. */
interface Body {
  readonly json?: unknown;
  readonly problem?: string;
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Parses a body as JSON. Broken UTF-8 is not repaired: a repaired name would be a different one. */
function parseBody({ bytes }: RawResponse): Body {
  try {
    const text = STRICT_UTF8.decode(bytes);
    return text === "" ? { problem: "is empty" } : { json: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? "is not JSON" : "is not valid UTF-8" };
  }
}

/**
 * Where frameworks put the reason of an error (NestJS `message`, as a string or a list; FastAPI `detail`,
 * as a list of objects with `msg`; RFC 9457 `detail` and `title`), the most useful first.
 */
const REASON_FIELDS = ["message", "msg", "detail", "title", "error"];

/** The reason in the server's words, masked, as the end of "responded with 400"; without one, the kind of body. */
function findReason({ json, problem }: Body, text: string, mask: (words: string) => string): string {
  const words = findWords(json);
  if (words !== undefined) return `: ${toPrintable(mask(words))}`;
  if (text.trim() === "") return " and an empty body";
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
    return " and an HTML page, probably from a gateway in front of the API";
  if (problem !== undefined) return ` and a body that ${problem}`;
  return isObject(json) ? " without a message" : ` and the JSON value ${toPrintable(mask(text))}`;
}

/** The human-readable words in a JSON value, if it has any; not deeper than any framework puts them. */
function findWords(value: unknown, depth = 0): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (depth > 2) return undefined;
  if (Array.isArray(value)) return value.flatMap((each) => findWords(each, depth + 1) ?? []).join("; ") || undefined;
  return REASON_FIELDS.map((field) => findWords(Object(value)[field], depth + 1)).find((words) => words !== undefined);
}

/** A server's words end up in terminals and logs: one line, without escape sequences, at most 300 characters. */
function toPrintable(words: string): string {
  const oneLine = words
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  return oneLine.length > 300 ? `${oneLine.slice(0, 300)}…` : oneLine;
}
