import { answersInWords } from "../../../src/verify/checks/described-response.js";
import {
  type DescribedResponse,
  describedResponses,
  fallback,
  successOf,
} from "../../../src/verify/operations/contract.js";
import { registration } from "../../../src/verify/operations/description.js";
import { a, subjectOf, subjects } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import type { Reply } from "../reference/messages.js";
import {
  answering,
  type Change,
  type Mutant,
  retyping,
  rewriting,
  whenPlain,
  whenStatus,
  withHeaders,
} from "./mutant.js";

/** A status that the description leaves to `default`. */
const UNDESCRIBED = 409;

/** Ways to write an answer that no schema sees, each with the part of the check's id that catches it. */
const WAYS: readonly (readonly [name: string, change: Change, caughtBy: readonly string[]])[] = [
  ["as HTML", htmlPage, ["media-type", "json"]],
  ["as text/html, though it is JSON", contentType("text/html"), ["media-type"]],
  ["as application/problem+json", contentType("application/problem+json"), ["media-type"]],
  ["as json, which is no media type", contentType("json"), ["media-type"]],
  ["with a charset that is not UTF-8", contentType("application/json; charset=iso-8859-1"), ["media-type"]],
  ["with a broken parameter", contentType("application/json; charset"), ["media-type"]],
  ["with two media types", contentType("application/json, text/html"), ["media-type"]],
  ["without a content-type", ({ headers }) => ({ headers: without("content-type", headers) }), ["media-type"]],
  ["with an empty body", retyping(() => ""), ["json"]],
  ["as JSON that ends too early", retyping((text) => text.slice(0, -1)), ["json"]],
  ["as JSON with a comma too many", retyping((text) => text.replace(/\}$/, ",}")), ["json"]],
  ["with something after the JSON", retyping((text) => `${text}\n<!-- cached -->`), ["json"]],
  ["with a byte order mark", retyping((text) => `\uFEFF${text}`), ["utf-8"]],
  ["in Latin-1", latin1, ["utf-8"]],
  ["with a key twice", retyping((text) => text.replace(/"message":/, '"message":"first",$&')), ["unique-keys"]],
  [
    "with a key twice, once escaped",
    retyping((text) => text.replace(/"message":/, '"mess\\u0061ge":"x",$&')),
    ["unique-keys"],
  ],
];

/** Each way with each answer that the description knows. */
export const wireMutants: readonly Mutant[] = describedResponses.flatMap((response) => [
  ...WAYS.map(([name, change, caughtBy]) =>
    onAnswersOf(response, `writes ${answersInWords(response)} ${name}`, change, caughtBy),
  ),
]);

/** Makes the provider answer as a response, badly; what has no occasion of its own stands in for a 400. */
function onAnswersOf(response: DescribedResponse, name: string, change: Change, ids: readonly string[]): Mutant {
  const { when, status, alsoCaughtBy } = occasion(response);
  const change_: Change = (reply, asked) => ({ status, ...change(reply, asked) });
  return answering(name, when, change_, [...ids.map((id) => `${response.id}/${id}`), ...alsoCaughtBy]);
}

function occasion(response: DescribedResponse) {
  const { status, operation } = response;
  if (operation !== undefined)
    return { when: whenPlain(subjectOf(operation)), status: Number(status), alsoCaughtBy: [] };
  const usual = status === fallback.status || status === "429" ? "400" : status;
  return {
    when: whenStatus(Number(usual)),
    status: status === fallback.status ? UNDESCRIBED : Number(status),
    alsoCaughtBy: status === fallback.status ? ["400/status"] : [],
  };
}

function contentType(value: string): Change {
  return withHeaders(() => ({ "content-type": value }));
}

function htmlPage(): Partial<Reply> {
  return { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Bad gateway</title>" };
}

function latin1({ body }: Reply): Partial<Reply> {
  return { body: Buffer.from(String(body).replace(/"message":"/, "$&\u00e9"), "latin1") };
}

function without(name: string, headers: Reply["headers"]): Reply["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name));
}

/** A property too many, and a header that asks to wait for nobody knows how long. */
export const wireMutantsByHand: readonly Mutant[] = [
  ...subjects.map((subject) =>
    answering(
      `puts an undescribed property beside the envelope's of its answer to ${a(subject.noun)}`,
      whenPlain(subject),
      rewriting((value) => ({ ...Object(value), trace: "1" })),
      [`${successOf(subject.operation).id}/described-properties`],
    ),
  ),
  answering(
    "puts an undescribed property beside the number's",
    whenStatus(200),
    rewriting((value) => withAt(value, ["data", "twilioSubaccount"], null)),
    [`${successOf(registration).id}/described-properties`],
  ),
  ...["soon", "-1", "1.5", "2026-01-01T00:00:00Z"].map((after) =>
    answering(
      `asks to wait for ${JSON.stringify(after)}`,
      whenStatus(400),
      ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": after } }),
      ["429.Retry-After/pattern"],
    ),
  ),
];
