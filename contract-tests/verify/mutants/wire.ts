import type { DescribedResponse } from "../../../openapi/read.js";
import { describeResponse } from "../../../src/verify/checks/described-response.js";
import { describedResponses, fallback, registration } from "../../../src/verify/operations/description.js";
import { a, subjectOf, subjects } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import type { Reply } from "../reference/messages.js";
import {
  addHeaders,
  type Change,
  changeReply,
  type Mutant,
  rewriteJson,
  rewriteText,
  whenPlain,
  whenStatus,
} from "./mutant.js";

/** A status that the description covers only by `default`. */
const UNDESCRIBED = 409;

/** Ways to write a response badly that no schema covers, with the ends of the ids of the checks that catch them. */
const WAYS: readonly (readonly [name: string, change: Change, caughtBy: readonly string[]])[] = [
  ["as HTML", htmlPage, ["media-type", "json"]],
  ["as text/html, though it is JSON", contentType("text/html"), ["media-type"]],
  ["as application/problem+json", contentType("application/problem+json"), ["media-type"]],
  ["as json, which is not a media type", contentType("json"), ["media-type"]],
  ["with a charset that is not UTF-8", contentType("application/json; charset=iso-8859-1"), ["media-type"]],
  ["with a broken parameter", contentType("application/json; charset"), ["media-type"]],
  ["with two media types", contentType("application/json, text/html"), ["media-type"]],
  ["without a content-type", ({ headers }) => ({ headers: without("content-type", headers) }), ["media-type"]],
  ["with an empty body", rewriteText(() => ""), ["json"]],
  ["as JSON that ends too early", rewriteText((text) => text.slice(0, -1)), ["json"]],
  ["as JSON with an extra comma", rewriteText((text) => text.replace(/\}$/, ",}")), ["json"]],
  ["with something after the JSON", rewriteText((text) => `${text}\n<!-- cached -->`), ["json"]],
  ["with a byte order mark", rewriteText((text) => `\uFEFF${text}`), ["utf-8"]],
  ["in Latin-1", latin1, ["utf-8"]],
  ["with a duplicate key", rewriteText((text) => text.replace(/"message":/, '"message":"first",$&')), ["unique-keys"]],
  [
    "with a duplicate key, once escaped",
    rewriteText((text) => text.replace(/"message":/, '"mess\\u0061ge":"x",$&')),
    ["unique-keys"],
  ],
];

/** Each way with each described response. */
export const wireMutants: readonly Mutant[] = describedResponses.flatMap((described) => [
  ...WAYS.map(([name, change, caughtBy]) =>
    changeResponse(described, `writes ${describeResponse(described)} ${name}`, change, caughtBy),
  ),
]);

/** Makes the provider write a described response badly. One that it never returns replaces a 400. */
function changeResponse(described: DescribedResponse, name: string, change: Change, ids: readonly string[]): Mutant {
  const { when, status, alsoCaughtBy } = occasion(described);
  const changeAll: Change = (reply, request) => ({ status, ...change(reply, request) });
  return changeReply(name, when, changeAll, [...ids.map((id) => `${described.id}/${id}`), ...alsoCaughtBy]);
}

function occasion(described: DescribedResponse) {
  const { status, operationId } = described;
  if (operationId !== undefined)
    return { when: whenPlain(subjectOf({ operationId })), status: Number(status), alsoCaughtBy: [] };
  const usual = status === fallback.status || status === "429" ? "400" : status;
  return {
    when: whenStatus(Number(usual)),
    status: status === fallback.status ? UNDESCRIBED : Number(status),
    alsoCaughtBy: status === fallback.status ? ["400/status"] : [],
  };
}

function contentType(value: string): Change {
  return addHeaders(() => ({ "content-type": value }));
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

/** Undescribed properties, and values of Retry-After without a meaning. */
export const wireMutantsByHand: readonly Mutant[] = [
  ...subjects.map((subject) =>
    changeReply(
      `adds an undescribed property to the envelope of its response to ${a(subject.noun)}`,
      whenPlain(subject),
      rewriteJson((value) => ({ ...Object(value), trace: "1" })),
      [`${subject.operation.success.id}/described-properties`],
    ),
  ),
  changeReply(
    "adds an undescribed property to the number",
    whenStatus(200),
    rewriteJson((value) => withAt(value, ["data", "twilioSubaccount"], null)),
    [`${registration.success.id}/described-properties`],
  ),
  ...["soon", "-1", "1.5", "2026-01-01T00:00:00Z"].map((after) =>
    changeReply(
      `sets Retry-After to ${JSON.stringify(after)}`,
      whenStatus(400),
      ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": after } }),
      ["429.Retry-After/pattern"],
    ),
  ),
];
