import { expect, test } from "vitest";
import { json } from "./reference/messages.js";
import { BROKEN_OFF, fail, judgeResults, passed, type Results, type Row, skip } from "./reference/verdicts.js";

// What the checks of rejections say, in full and in safe mode.

const WRONG_KEY = "addTwilioNumber.authentication/wrong-key";
const LISTING_WITH_WRONG_KEY = "listPhoneNumbers.authentication/wrong-key";
/** Safe mode sends this one too. */
const NOT_AN_OBJECT = "AddTwilioNumberRequest/type";

const reject = (id: string, status: number): Results => ({ [id]: json(status, { message: "No" }) });
const isLimiting = skip("the server is rate limiting (429)");
const noResponse = fail("no complete response (broken off: ECONNRESET)");
const noRejection = skip("no rejection was received");

test.for<Row>([
  [NOT_AN_OBJECT, "399", reject(NOT_AN_OBJECT, 399), fail("responded with 399")],
  [NOT_AN_OBJECT, "400", reject(NOT_AN_OBJECT, 400), passed],
  [NOT_AN_OBJECT, "429", reject(NOT_AN_OBJECT, 429), isLimiting],
  [NOT_AN_OBJECT, "499", reject(NOT_AN_OBJECT, 499), passed],
  [NOT_AN_OBJECT, "500", reject(NOT_AN_OBJECT, 500), fail("responded with 500")],
  [NOT_AN_OBJECT, "half a response", { [NOT_AN_OBJECT]: BROKEN_OFF }, noResponse],
  [WRONG_KEY, "200", reject(WRONG_KEY, 200), fail("responded with 200")],
  [WRONG_KEY, "400", reject(WRONG_KEY, 400), passed],
  ["400/status", "200", reject(NOT_AN_OBJECT, 200), noRejection],
  ["400/status", "399", reject(NOT_AN_OBJECT, 399), noRejection],
  ["400/status", "400", reject(NOT_AN_OBJECT, 400), passed],
  ["400/status", "404", reject(NOT_AN_OBJECT, 404), fail("responded with 404")],
  ["400/status", "429", reject(NOT_AN_OBJECT, 429), isLimiting],
  ["400/status", "half a response", { [NOT_AN_OBJECT]: BROKEN_OFF }, noRejection],
  ["401/status", "401", reject(WRONG_KEY, 401), passed],
  ["401/status", "404", reject(WRONG_KEY, 404), fail("responded with 404")],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const aboutBody = (status: number) =>
  skip(`${status} may be about the empty body; only a complete request would show it`);

test.for<Row>([
  [WRONG_KEY, "400", reject(WRONG_KEY, 400), aboutBody(400)],
  [WRONG_KEY, "401", reject(WRONG_KEY, 401), passed],
  [WRONG_KEY, "403", reject(WRONG_KEY, 403), passed],
  [WRONG_KEY, "429", reject(WRONG_KEY, 429), isLimiting],
  [WRONG_KEY, "200", reject(WRONG_KEY, 200), fail("responded with 200")],
  [WRONG_KEY, "half a response", { [WRONG_KEY]: BROKEN_OFF }, noResponse],
  [LISTING_WITH_WRONG_KEY, "400", reject(LISTING_WITH_WRONG_KEY, 400), passed],
  ["401/status", "400", reject(WRONG_KEY, 400), skip("400 may be about the empty body")],
  ["401/status", "401", reject(WRONG_KEY, 401), passed],
  ["401/status", "400 without a body", reject(LISTING_WITH_WRONG_KEY, 400), fail("responded with 400")],
  ["400/status", "404", reject(NOT_AN_OBJECT, 404), fail("responded with 404")],
])("%s judges %s in safe mode", ([check, , results, verdict]) => {
  expect(judgeResults(check, results, { safe: true })).toStrictEqual(verdict);
});
