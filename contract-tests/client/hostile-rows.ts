import { ApiError, AuthenticationError, ConnectionError, ContractError, type Outcome } from "../../src/index.js";
import * as server from "../support/behaviors.js";
import { responds, respondsWithJson, success } from "../support/behaviors.js";
import type { Behavior } from "../support/hostile-server.js";

type ErrorClass = typeof ApiError | typeof AuthenticationError | typeof ConnectionError | typeof ContractError;
type Row = readonly [server: string, behaves: Behavior, error: ErrorClass, outcome: Outcome, says: RegExp];

const PAGE = { headers: { "content-type": "text/html" }, body: "<!doctype html><h1>Bad Gateway</h1>" };
export const message = (text: string) => JSON.stringify({ message: text });
const { data: _, ...withoutData } = success;

/** Servers that get one request, and no retry. */
export const ONCE: readonly Row[] = [
  [
    "resets before the headers",
    server.resets,
    ConnectionError,
    "unknown",
    /lost the connection before a response arrived/,
  ],
  [
    "resets within the body",
    server.resetsWithin,
    ConnectionError,
    "unknown",
    /responded with 200, but lost the connection within/,
  ],
  [
    "closes within the body",
    server.truncates,
    ConnectionError,
    "unknown",
    /responded with 200, but lost the connection within/,
  ],
  ["sends 50 MB", server.floods, ConnectionError, "unknown", /more than maxResponseBytes \(1048576 bytes\)/],
  ["sends truncated JSON", responds({ body: '{"success":true,"da' }), ContractError, "unknown", /is not JSON/],
  [
    "sends less than it announces and closes",
    closesEarly,
    ConnectionError,
    "unknown",
    /lost the connection within the body/,
  ],
  [
    "sends more than it announces",
    responds({ body: '{"success":true}', contentLength: 9 }),
    ContractError,
    "unknown",
    /not JSON/,
  ],
  [
    "sends invalid UTF-8",
    responds({ body: Buffer.from([0x22, 0xc3, 0x28, 0x22]) }),
    ContractError,
    "unknown",
    /not valid UTF-8/,
  ],
  ["succeeds with an HTML page", responds(PAGE), ContractError, "unknown", /the body is not JSON/],
  ["succeeds with an empty body", responds({}), ContractError, "unknown", /the body is empty/],
  [
    "succeeds with 204",
    responds({ status: 204 }),
    ContractError,
    "unknown",
    /responded with 204.*\n.*the body is empty/,
  ],
  ["succeeds without data", respondsWithJson(withoutData), ContractError, "accepted", /data is missing/],
  [
    "succeeds with a broken number",
    respondsWithJson({ ...success, data: { ...success.data, id: 7 } }),
    ContractError,
    "accepted",
    /data\.id must be of type string/,
  ],
  ["succeeds with a body of the wrong kind", respondsWithJson([]), ContractError, "unknown", /must be of type object/],
  ["succeeds with null", respondsWithJson(null), ContractError, "unknown", /must be of type object/],
  [
    "says success: false on 200",
    respondsWithJson({ success: false, message: "no such number" }),
    ApiError,
    "rejected",
    /responded with 200: no such number/,
  ],
  [
    "says success: false with an error",
    respondsWithJson({ success: false, error: "taken" }),
    ApiError,
    "rejected",
    /200: taken/,
  ],
  [
    "says success: false on 201",
    respondsWithJson({ success: false, message: "no" }, { status: 201 }),
    ApiError,
    "rejected",
    /201: no/,
  ],
  [
    "responds with 400",
    responds({ status: 400, body: message("bad label") }),
    ApiError,
    "rejected",
    /responded with 400: bad label/,
  ],
  [
    "responds with 401 with an empty body",
    responds({ status: 401 }),
    AuthenticationError,
    "rejected",
    /401 and an empty body/,
  ],
  [
    "responds with 403",
    responds({ status: 403, body: message("not yours") }),
    AuthenticationError,
    "rejected",
    /403: not yours/,
  ],
  [
    "responds with 404 in plain text",
    responds({ status: 404, body: "nope" }),
    ApiError,
    "rejected",
    /404 and a body that is not JSON/,
  ],
  [
    "responds with 408",
    responds({ status: 408, body: message("slow") }),
    ApiError,
    "unknown",
    /responded with 408: slow/,
  ],
  [
    "responds with 409",
    responds({ status: 409, body: message("exists") }),
    ApiError,
    "rejected",
    /responded with 409: exists/,
  ],
  [
    "responds with 422 without a message",
    respondsWithJson({}, { status: 422 }),
    ApiError,
    "rejected",
    /422 without a message/,
  ],
  [
    "responds with 422 as NestJS does",
    respondsWithJson({ statusCode: 422, message: ["label is empty", "id is odd"], error: "No" }, { status: 422 }),
    ApiError,
    "rejected",
    /422: label is empty; id is odd\./,
  ],
  [
    "responds with 422 as FastAPI does",
    respondsWithJson({ detail: [{ loc: ["body", "label"], msg: "field required", type: "missing" }] }, { status: 422 }),
    ApiError,
    "rejected",
    /422: field required\./,
  ],
  [
    "responds with 400 with problem details",
    respondsWithJson({ title: "Bad", detail: "Odd label" }, { status: 400 }),
    ApiError,
    "rejected",
    /400: Odd label\./,
  ],
  [
    "responds with 400 with a title only",
    respondsWithJson({ title: "Bad" }, { status: 400 }),
    ApiError,
    "rejected",
    /400: Bad\./,
  ],
  [
    "responds with 400 with an error object",
    respondsWithJson({ error: { message: "taken" } }, { status: 400 }),
    ApiError,
    "rejected",
    /400: taken\./,
  ],
  [
    "responds with 400 with a JSON string",
    respondsWithJson("oops", { status: 400 }),
    ApiError,
    "rejected",
    /400: oops\./,
  ],
  [
    "responds with 400 with a JSON number",
    respondsWithJson(42, { status: 400 }),
    ApiError,
    "rejected",
    /400 and the JSON value 42\./,
  ],
  [
    "responds with 500 with null",
    respondsWithJson(null, { status: 500 }),
    ApiError,
    "unknown",
    /500 and the JSON value null\./,
  ],
  [
    "responds with 500",
    responds({ status: 500, body: message("oops") }),
    ApiError,
    "unknown",
    /responded with 500: oops/,
  ],
  ["responds with 501", responds({ status: 501 }), ApiError, "unknown", /responded with 501/],
  [
    "responds with 502 with an HTML page",
    responds({ status: 502, ...PAGE }),
    ApiError,
    "unknown",
    /502 and an HTML page, probably from a gateway/,
  ],
  [
    "responds with 503 with Retry-After",
    responds({ status: 503, headers: { "retry-after": "1" } }),
    ApiError,
    "unknown",
    /503/,
  ],
  [
    "responds with 999",
    responds({ status: 999 }),
    ConnectionError,
    "unknown",
    /responded with 999, which is not a final HTTP status/,
  ],
];

function closesEarly(...exchange: Parameters<Behavior>): void {
  responds({ body: '{"success":true', contentLength: 500 })(...exchange);
  exchange[0].end();
}
