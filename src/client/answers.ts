import type { components } from "../../generated/api.js";
import { propertiesOfPhoneNumber, propertiesOfTwilioNumber } from "../../generated/constants.js";
import {
  type Validate,
  validateAddTwilioNumberResponse,
  validateErrorResponse,
  validateListPhoneNumbersResponse,
} from "../../generated/validators.js";
import {
  ApiError,
  AuthenticationError,
  ContractError,
  type ErrorBody,
  type Outcome,
  RateLimitError,
  type Violation,
  violationsOf,
} from "./errors.js";
import { type Answer, retryAfterMs } from "./transport.js";

type Schemas = components["schemas"];

/** A Twilio number as Hamsa keeps it. */
export type TwilioNumber = Schemas["TwilioNumber"];

/** A number as the list shows it, of Twilio or of a SIP trunk. */
export type PhoneNumber = Schemas["PhoneNumber"];

/** A page of the list. */
export interface Page {
  /** The items that are as described. */
  readonly numbers: readonly PhoneNumber[];
  /** How many items it has, odd ones included. */
  readonly size: number;
  /** What is wrong with the odd ones, if there are any. */
  readonly problem: ContractError | undefined;
}

/** Takes the number out of an answer, or throws what the outcome table names for it. */
export function numberFrom(answer: Answer): TwilioNumber {
  const { json, isSaid, violations } = successOf<Schemas["AddTwilioNumberResponse"]>(
    answer,
    validateAddTwilioNumberResponse,
  );
  if (violations.length > 0) throw oddSuccess(answer, isSaid ? "accepted" : "unknown", violations);
  return shown(json.data, propertiesOfTwilioNumber, answer);
}

/** Takes a page out of an answer. One odd item does not hide the others; an odd page is an error. */
export function pageFrom(answer: Answer): Page {
  const { json, violations } = successOf<Schemas["ListPhoneNumbersResponse"]>(answer, validateListPhoneNumbersResponse);
  const problem = violations.length > 0 ? oddSuccess(answer, answer.outcome, violations) : undefined;
  const odd = violations.map(({ field }) => /^data\.(\d+)/.exec(field)?.[1]);
  if (odd.includes(undefined)) throw problem;
  const numbers = json.data
    .filter((_, index) => !odd.includes(String(index)))
    .map((number) => shown(number, propertiesOfPhoneNumber, answer));
  return { numbers, size: json.data.length, problem };
}

function oddSuccess(answer: Answer, outcome: Outcome, violations: readonly Violation[]): ContractError {
  const { says, ...facts } = factsOf(answer);
  return new ContractError(`${says}, but not as described.`, { ...facts, outcome, violations });
}

/** Reads an answer as a success, how it breaks the description included, or throws the refusal that it is. */
function successOf<Envelope>(answer: Answer, validate: Validate) {
  const body = bodyOf(answer);
  const said = propertiesOf(body.json)?.success;
  if (answer.status > 299 || said === false) throw refusal(answer, body);
  const violations =
    body.problem === undefined
      ? violationsOf(validate, body.json, "the body")
      : [{ field: "the body", message: body.problem }];
  // The envelope, if nothing is wrong with it; and whether it says `success: true` in so many words.
  return { json: body.json as Envelope, isSaid: said === true, violations };
}

/** The error for an answer that refuses: a status beyond 2xx, or a 2xx that says `success: false`. */
function refusal(answer: Answer, body: Body): ApiError {
  const { secrets, status, outcome } = answer;
  const { says, ...facts } = factsOf(answer);
  const text = new TextDecoder().decode(answer.bytes);
  const isDescribed = body.problem === undefined && validateErrorResponse(body.json).length === 0;
  const Refusal = status === 401 || status === 403 ? AuthenticationError : status === 429 ? RateLimitError : ApiError;
  return new Refusal(`${says}${reasonIn(body, text, (words) => secrets.mask(words))}.`, {
    ...facts,
    // A 2xx that says `success: false` refuses as well.
    outcome: status > 299 || outcome === "unchanged" ? outcome : "rejected",
    body: isDescribed ? (secrets.maskWithin(body.json) as ErrorBody) : undefined,
    // Masked before it is cut: half a secret would not be found.
    excerpt: secrets.mask(text).slice(0, 1_000),
    retryAfterMs: status === 429 ? retryAfterMs(answer) : undefined,
  });
}

/** What the message and the error of any answer say of it. */
function factsOf({ request, status, headers, secrets }: Answer) {
  const ids = ["x-request-id", "request-id", "x-correlation-id"].map((name) => headers.get(name));
  const id = ids.find((each) => each !== null);
  return { says: `${request} answered ${status}`, status, requestId: id == null ? undefined : secrets.mask(id) };
}

/** An object with its described fields exactly as the server sent them; in all others, secrets are masked. */
function shown<Value extends object>(value: Value, described: readonly string[], { secrets }: Answer): Value {
  if (Object.keys(value).every((name) => described.includes(name))) return value;
  const fields = Object.entries(value).map(([name, each]) =>
    described.includes(name) ? [name, each] : [secrets.mask(name), secrets.maskWithin(each)],
  );
  return Object.fromEntries(fields);
}

/** An answer's body: its JSON value, or why it has none. */
interface Body {
  readonly json?: unknown;
  readonly problem?: string;
}

const STRICT_UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads a body as JSON. Broken UTF-8 is not repaired: a repaired name would be another one. */
function bodyOf({ bytes }: Answer): Body {
  try {
    const text = STRICT_UTF8.decode(bytes);
    return text === "" ? { problem: "is empty" } : { json: JSON.parse(text) };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? "is not JSON" : "is not valid UTF-8" };
  }
}

/** A JSON value's properties, if it has any to look at. */
function propertiesOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
}

/**
 * Where frameworks put the reason of a refusal (NestJS `message`, as a text or a list; FastAPI
 * `detail`, as a list of objects with `msg`; RFC 9457 `detail` and `title`), the most telling first.
 */
const PLACES = ["message", "msg", "detail", "title", "error"];

/** The reason in the server's words, masked, as the end of "answered 400"; else what kind of body came instead. */
function reasonIn({ json, problem }: Body, text: string, mask: (words: string) => string): string {
  const words = wordsIn(json);
  if (words !== undefined) return `: ${printable(mask(words))}`;
  if (text.trim() === "") return " with an empty body";
  if (/^\s*<(?:!doctype|html|head|body)/i.test(text))
    return " with an HTML page, as a gateway in front of the API does";
  if (problem !== undefined) return ` with a body that ${problem}`;
  return propertiesOf(json) ? " without a message" : ` with the JSON value ${printable(mask(text.trim()))}`;
}

/** What a JSON value says for people, if anything; not deeper than any framework puts it. */
function wordsIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === "string") return value.trim() || undefined;
  if (depth > 2) return undefined;
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(each, depth + 1) ?? []).join("; ") || undefined;
  const properties = propertiesOf(value);
  return PLACES.map((place) => wordsIn(properties?.[place], depth + 1)).find((words) => words !== undefined);
}

/** A server's words go to terminals and logs: no escape sequences, no second line, not endless. */
function printable(words: string): string {
  const oneLine = words
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  return oneLine.length > 300 ? `${oneLine.slice(0, 300)}…` : oneLine;
}
