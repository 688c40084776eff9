import { expect, test } from "vitest";
import { listing, registration } from "../../src/verify/operations/description.js";
import { UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { json, type Reply } from "./reference/messages.js";
import { REFERENCE_KEY } from "./reference/provider.js";
import { BROKEN_OFF, fail, failAt, judgeResults, passed, type Results, type Row, skip } from "./reference/verdicts.js";

// What the checks of a single response say, with the place in its JSON.

const registered = Object(registration.success.example);
const listed = Object(listing.success.example);
const ok = json(200, registered);

const toRegistration = (result: Results[string]): Results => ({ addTwilioNumber: result });
const toList = (result: Results[string]): Results => ({ listPhoneNumbers: result });
const toBrokenJson = (result: Results[string]): Results => ({ "addTwilioNumber.protocol/malformed-json": result });

const jsonText = (body: Reply["body"], status = 200): Reply => ({ ...json(status, {}), body });
const html = (status: number): Reply => ({ status, headers: { "content-type": "text/html" }, body: "<p>No" });
const bare = (status: number): Reply => ({ status, headers: {}, body: "No" });
const redirect = (status: number): Reply => ({ status, headers: { location: "https://elsewhere.example/" }, body: "" });

const noResponse = fail("no complete response (broken off: ECONNRESET)");
const elsewhere = (status: number) => fail(`responded with ${status} and location https://elsewhere.example/`);

const STATUS = "addTwilioNumber.200/status";
const COMPLETE = "every-response/complete";
const REDIRECT = "every-response/redirect";
const KEY = "secrets/api-key";
const INTERNALS = "every-response/internals";
const MEDIA_TYPE = "addTwilioNumber.200/media-type";
const RETRY_AFTER = "429.Retry-After/pattern";
const RESPONSE_TYPE = "AddTwilioNumberResponse/type";

test.for<Row>([
  [STATUS, "the described status", toRegistration(ok), passed],
  [STATUS, "another status", toRegistration(json(201, registered)), fail("responded with 201")],
  [STATUS, "a redirect", toRegistration(redirect(302)), elsewhere(302)],
  [STATUS, "half a response", toRegistration(BROKEN_OFF), noResponse],
  [STATUS, "429", toRegistration(json(429, {})), skip("the server is rate limiting (429)")],
  [COMPLETE, "half a response", toRegistration(BROKEN_OFF), noResponse],
  [COMPLETE, "a response", toRegistration(ok), passed],
  [REDIRECT, "299", toRegistration(redirect(299)), passed],
  [REDIRECT, "300", toRegistration(redirect(300)), elsewhere(300)],
  [REDIRECT, "399", toRegistration(redirect(399)), elsewhere(399)],
  [REDIRECT, "304 without a location", toList(bare(304)), fail("responded with 304")],
  [REDIRECT, "400", toRegistration(redirect(400)), passed],
  [REDIRECT, "half a response", toRegistration(BROKEN_OFF), passed],
  [
    REDIRECT,
    "302 for another path",
    { [UNKNOWN_PATH]: redirect(302) },
    skip("redirects from other paths and methods are not described"),
  ],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

test.for<Row>([
  [KEY, "no response", toRegistration(BROKEN_OFF), skip("no response was received")],
  [KEY, "a response without the key", toRegistration(ok), passed],
  [
    KEY,
    "a header with the key",
    toRegistration(json(200, {}, { "x-trace": "1", "x-debug": `got ${REFERENCE_KEY}` })),
    fail("it appears in the header x-debug"),
  ],
  [KEY, "a body with the key", toRegistration(json(400, { message: REFERENCE_KEY })), fail("it appears in the body")],
  ["secrets/twilioAuthToken", "another secret", toRegistration(json(400, { message: REFERENCE_KEY })), passed],
  [INTERNALS, "no response", toRegistration(BROKEN_OFF), skip("no response was received")],
  [
    INTERNALS,
    "an error of a database",
    toRegistration(json(500, { message: "SQLSTATE[23505]" })),
    fail("reveals a database's error: SQLSTATE"),
  ],
  [
    INTERNALS,
    "a header with a stack frame",
    toRegistration(json(500, {}, { "x-error": "at register (/srv/numbers.ts:42:17)" })),
    fail("reveals a stack frame: at register (/srv/numbers.ts:42:17"),
  ],
  [
    INTERNALS,
    "two headers that would reveal something as one",
    toRegistration(json(500, {}, { "x-dialect": "SQL", "x-part": "STATE" })),
    passed,
  ],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const noRegistration = skip("no 200 response to a registration was received");
const byParser = skip("the framework's parser rejected this before the API saw it");

test.for<Row>([
  [MEDIA_TYPE, "JSON", toRegistration(ok), passed],
  [MEDIA_TYPE, "HTML", toRegistration(html(200)), fail('has content-type "text/html"')],
  [MEDIA_TYPE, "no type", toRegistration(bare(200)), fail("has no content-type")],
  [MEDIA_TYPE, "another status", toRegistration(html(400)), noRegistration],
  [MEDIA_TYPE, "no response", toRegistration(BROKEN_OFF), noRegistration],
  [
    "addTwilioNumber.200/utf-8",
    "Latin-1",
    toRegistration(jsonText(Buffer.from('{"message":"é"}', "latin1"))),
    fail("its bytes are not valid UTF-8"),
  ],
  [
    "addTwilioNumber.200/json",
    "JSON that ends too early",
    toRegistration(jsonText('{"message":')),
    fail(`can't be parsed: {"message":`),
  ],
  ["addTwilioNumber.200/json", "an empty body", toRegistration(jsonText("")), fail("can't be parsed: (empty)")],
  [
    "addTwilioNumber.200/unique-keys",
    "two keys twice",
    toRegistration(jsonText('{"a":1,"a":1,"b":1,"b":1}')),
    fail("appear twice: a, b"),
  ],
  [
    "addTwilioNumber.200/described-properties",
    "two other properties",
    toRegistration(json(200, { ...registered, trace: 1, data: { ...registered.data, owner: 1 } })),
    fail("not described: data.owner, trace"),
  ],
  ["400/json", "a rejection by a parser with a page", toBrokenJson(html(400)), byParser],
  ["400/json", "a rejection by a parser with a string", toBrokenJson(bare(400)), byParser],
  ["400/json", "a rejection by a parser in JSON", toBrokenJson(jsonText("{", 400)), fail("can't be parsed: {")],
  ["400/json", "another rejection with a page", toRegistration(html(400)), fail("can't be parsed: <p>No")],
  ["400/json", "a rejection with another status", toBrokenJson(html(401)), skip("no 400 response was received")],
  [
    "default/json",
    "the status of another response",
    toBrokenJson(html(400)),
    skip("no other error response was received"),
  ],
  ["default/json", "a status of its own", toRegistration(html(409)), fail("can't be parsed: <p>No")],
  ["listPhoneNumbers.200/json", "a page", toList(html(200)), fail("can't be parsed: <p>No")],
  [
    "listPhoneNumbers.200/json",
    "another operation",
    toRegistration(ok),
    skip("no 200 response to a request for the list was received"),
  ],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const afterSeconds = (status: number, after: string) => toRegistration(json(status, {}, { "retry-after": after }));
const noRetryAfter = skip("no Retry-After was received");

test.for<Row>([
  [RETRY_AFTER, "a number", afterSeconds(429, "1"), passed],
  [RETRY_AFTER, "a word", afterSeconds(429, "soon"), fail("Retry-After: soon")],
  [RETRY_AFTER, "a word with another status", afterSeconds(400, "soon"), noRetryAfter],
  [RETRY_AFTER, "no header", toRegistration(json(429, {})), noRetryAfter],
  [RETRY_AFTER, "no response", toRegistration(BROKEN_OFF), noRetryAfter],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const without = (name: string, value: object) =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
const [first, second] = listed.data;

test.for<Row>([
  [RESPONSE_TYPE, "a valid body", toRegistration(ok), passed],
  [RESPONSE_TYPE, "null", toRegistration(json(200, null)), failAt([], 'the body is null; type is "object"')],
  [
    "AddTwilioNumberResponse.message/required",
    "a body without a message",
    toRegistration(json(200, without("message", registered))),
    failAt([], "the body has no message"),
  ],
  [
    "AddTwilioNumberResponse.data.label/required",
    "a number without a label",
    toRegistration(json(200, { ...registered, data: without("label", registered.data) })),
    failAt(["data"], "data has no label"),
  ],
  [
    "AddTwilioNumberResponse.data.id/format",
    "a number whose ID is not a UUID",
    toRegistration(json(200, { ...registered, data: { ...registered.data, id: "x" } })),
    failAt(["data", "id"], 'data.id is "x"; format is "uuid"'),
  ],
  [
    "ListPhoneNumbersResponse.data[].createdAt/format",
    "a second item whose creation is not a time",
    toList(json(200, { ...listed, data: [first, { ...second, createdAt: "yesterday" }] })),
    failAt(["data", 1, "createdAt"], 'data[1].createdAt is "yesterday"; format is "date-time"'),
  ],
  [
    "ListPhoneNumbersResponse.data[].label/required",
    "a second item without a label",
    toList(json(200, { ...listed, data: [first, without("label", second)] })),
    failAt(["data", 1], "data[1] has no label"),
  ],
  [
    "ErrorResponse.message[]/type",
    "a second message that is a number",
    toRegistration(json(400, { message: ["No", 7] })),
    failAt(["message", 1], 'message[1] is 7; type is "string"'),
  ],
  [RESPONSE_TYPE, "half a body", toRegistration(jsonText("{")), skip("the response is not JSON")],
  [RESPONSE_TYPE, "an error", toRegistration(json(400, {})), noRegistration],
  [RESPONSE_TYPE, "no response", toRegistration(BROKEN_OFF), noRegistration],
  ["ErrorResponse/type", "a success", toRegistration(ok), skip("no error response was received")],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});
