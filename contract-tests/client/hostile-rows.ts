import { ApiError, AuthenticationError, ConnectionError, ContractError, type Outcome } from "../../src/index.js";
import * as server from "../support/behaviours.js";
import { answers, answersJson, success } from "../support/behaviours.js";
import type { Behaviour } from "../support/hostile-server.js";

type ErrorClass = typeof ApiError | typeof AuthenticationError | typeof ConnectionError | typeof ContractError;
type Row = readonly [server: string, behaves: Behaviour, error: ErrorClass, outcome: Outcome, says: RegExp];

const PAGE = { headers: { "content-type": "text/html" }, body: "<!doctype html><h1>Bad Gateway</h1>" };
export const message = (text: string) => JSON.stringify({ message: text });
const { data: _, ...withoutData } = success;

/** What is asked once and never again. */
export const ONCE: readonly Row[] = [
  ["resets before the headers", server.resets, ConnectionError, "unknown", /broke off without an answer/],
  ["resets within the body", server.resetsWithin, ConnectionError, "unknown", /answered 200, but broke off within/],
  ["closes within the body", server.truncates, ConnectionError, "unknown", /answered 200, but broke off within/],
  ["sends 50 MB", server.floods, ConnectionError, "unknown", /more than maxResponseBytes \(1048576 bytes\)/],
  ["sends truncated JSON", answers({ body: '{"success":true,"da' }), ContractError, "unknown", /is not JSON/],
  ["sends less than it announces and closes", closesEarly, ConnectionError, "unknown", /broke off within the body/],
  [
    "sends more than it announces",
    answers({ body: '{"success":true}', contentLength: 9 }),
    ContractError,
    "unknown",
    /not JSON/,
  ],
  [
    "sends invalid UTF-8",
    answers({ body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }),
    ContractError,
    "unknown",
    /not valid UTF-8/,
  ],
  ["succeeds with an HTML page", answers(PAGE), ContractError, "unknown", /the body is not JSON/],
  ["succeeds with an empty body", answers({}), ContractError, "unknown", /the body is empty/],
  ["succeeds with 204", answers({ status: 204 }), ContractError, "unknown", /answered 204.*\n.*the body is empty/],
  ["succeeds without data", answersJson(withoutData), ContractError, "accepted", /data is missing/],
  [
    "succeeds with a broken number",
    answersJson({ ...success, data: { ...success.data, id: 7 } }),
    ContractError,
    "accepted",
    /data\.id must be of type string/,
  ],
  ["succeeds with a body of the wrong kind", answersJson([]), ContractError, "unknown", /must be of type object/],
  ["succeeds with null", answersJson(null), ContractError, "unknown", /must be of type object/],
  [
    "says success: false on 200",
    answersJson({ success: false, message: "no such number" }),
    ApiError,
    "rejected",
    /answered 200: no such number/,
  ],
  [
    "says success: false with an error",
    answersJson({ success: false, error: "taken" }),
    ApiError,
    "rejected",
    /200: taken/,
  ],
  [
    "says success: false on 201",
    answersJson({ success: false, message: "no" }, { status: 201 }),
    ApiError,
    "rejected",
    /201: no/,
  ],
  [
    "answers 400",
    answers({ status: 400, body: message("bad label") }),
    ApiError,
    "rejected",
    /answered 400: bad label/,
  ],
  [
    "answers 401 with an empty body",
    answers({ status: 401 }),
    AuthenticationError,
    "rejected",
    /401 with an empty body/,
  ],
  [
    "answers 403",
    answers({ status: 403, body: message("not yours") }),
    AuthenticationError,
    "rejected",
    /403: not yours/,
  ],
  [
    "answers 404 in plain text",
    answers({ status: 404, body: "nope" }),
    ApiError,
    "rejected",
    /404 with a body that is not JSON/,
  ],
  ["answers 408", answers({ status: 408, body: message("slow") }), ApiError, "unknown", /answered 408: slow/],
  ["answers 409", answers({ status: 409, body: message("exists") }), ApiError, "rejected", /answered 409: exists/],
  ["answers 422 without a message", answersJson({}, { status: 422 }), ApiError, "rejected", /422 without a message/],
  [
    "answers 422 as NestJS does",
    answersJson({ statusCode: 422, message: ["label is empty", "id is odd"], error: "No" }, { status: 422 }),
    ApiError,
    "rejected",
    /422: label is empty; id is odd\./,
  ],
  [
    "answers 422 as FastAPI does",
    answersJson({ detail: [{ loc: ["body", "label"], msg: "field required", type: "missing" }] }, { status: 422 }),
    ApiError,
    "rejected",
    /422: field required\./,
  ],
  [
    "answers 400 with problem details",
    answersJson({ title: "Bad", detail: "Odd label" }, { status: 400 }),
    ApiError,
    "rejected",
    /400: Odd label\./,
  ],
  [
    "answers 400 with a title alone",
    answersJson({ title: "Bad" }, { status: 400 }),
    ApiError,
    "rejected",
    /400: Bad\./,
  ],
  [
    "answers 400 with an error object",
    answersJson({ error: { message: "taken" } }, { status: 400 }),
    ApiError,
    "rejected",
    /400: taken\./,
  ],
  ["answers 400 with a JSON text", answersJson("oops", { status: 400 }), ApiError, "rejected", /400: oops\./],
  [
    "answers 400 with a JSON number",
    answersJson(42, { status: 400 }),
    ApiError,
    "rejected",
    /400 with the JSON value 42\./,
  ],
  ["answers 500 with null", answersJson(null, { status: 500 }), ApiError, "unknown", /500 with the JSON value null\./],
  ["answers 500", answers({ status: 500, body: message("oops") }), ApiError, "unknown", /answered 500: oops/],
  ["answers 501", answers({ status: 501 }), ApiError, "unknown", /answered 501/],
  [
    "answers 502 with an HTML page",
    answers({ status: 502, ...PAGE }),
    ApiError,
    "unknown",
    /502 with an HTML page, as a gateway/,
  ],
  [
    "answers 503 with Retry-After",
    answers({ status: 503, headers: { "retry-after": "1" } }),
    ApiError,
    "unknown",
    /503/,
  ],
  [
    "answers 999",
    answers({ status: 999 }),
    ConnectionError,
    "unknown",
    /answered 999, which is not a final HTTP status/,
  ],
];

function closesEarly(...exchange: Parameters<Behaviour>): void {
  answers({ body: '{"success":true', contentLength: 500 })(...exchange);
  exchange[0].end();
}
