import { describe, expect, test } from "vitest";
import type { Schema } from "../../openapi/read.js";
import { expectSame } from "../../src/verify/checks/agreement.js";
import { isSame } from "../../src/verify/checks/related-values.js";
import { type Constraint, EACH } from "../../src/verify/operations/constraints.js";
import { listing, registration } from "../../src/verify/operations/description.js";
import { gatherEvidence } from "../../src/verify/verdicts/judge.js";
import { json } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { REFERENCE_KEY } from "./reference/provider.js";
import {
  BROKEN_OFF,
  failAt,
  judgeResults,
  type OneVerdict,
  passed,
  type Results,
  type Row,
  skip,
} from "./reference/verdicts.js";

// What the checks say that compare a response with the request, with itself, and with another response.

const registered = Object(registration.success.example);
const [item, sipItem] = Object(listing.success.example).data;
const OTHER_ID = "0e8a7f5c-91b2-4d63-8f4e-2a6c3d5b7e10";

const without = (name: string, value: object) =>
  Object.fromEntries(Object.entries(value).filter(([each]) => each !== name));
const registeredAs = (data: unknown) => json(200, { ...registered, data });
const listOf = (data: unknown) => json(200, { success: true, message: "", data });
const list = (...items: unknown[]): Results => ({ listPhoneNumbers: listOf(items) });
const madeAs = (different: object): Results => ({
  addTwilioNumber: registeredAs({ ...registered.data, ...different }),
});
const made = madeAs({});
const noRegistration = skip("no 200 response to a registration was received");

const ECHO = "AddTwilioNumberResponse.data.label/x-echoes";
const ORDER = "AddTwilioNumberResponse.data.updatedAt/x-not-before";
const ORDER_OF_ITEMS = "ListPhoneNumbersResponse.data[].updatedAt/x-not-before";

const at = (createdAt: unknown, updatedAt: unknown) => ({ createdAt, updatedAt });
const EARLY = "2026-01-15T09:30:00Z";
const LATE = "2026-01-15T10:30:00Z";
const inOrder = { ...item, ...at(EARLY, LATE) };
const outOfOrder = { ...item, ...at(LATE, EARLY) };
const neverChanged = { ...item, ...at(EARLY, "never") };
const outOfOrderAt = (subject: string, ...place: (string | number)[]) =>
  failAt(place, `${subject} is ${EARLY}; createdAt is later, ${LATE}`);

test.for<Row>([
  [ECHO, "what was sent", made, passed],
  [
    ECHO,
    "something else",
    madeAs({ label: "x" }),
    failAt(["data", "label"], 'data.label is "x"; "Support Line" was sent'),
  ],
  [
    ECHO,
    "no label",
    { addTwilioNumber: registeredAs(without("label", registered.data)) },
    skip("the response has no label"),
  ],
  [ECHO, "no number", { addTwilioNumber: registeredAs(null) }, skip("the response has no label")],
  [ECHO, "an error", { addTwilioNumber: json(400, { message: "No" }) }, noRegistration],
  [ECHO, "no response", { addTwilioNumber: BROKEN_OFF }, noRegistration],
  [ORDER, "times in order", madeAs(at(EARLY, LATE)), passed],
  [ORDER, "one time", madeAs(at(EARLY, EARLY)), passed],
  [ORDER, "one time with two offsets", madeAs(at("2026-01-15T09:30:00+01:00", "2026-01-15T08:30:00Z")), passed],
  [ORDER, "a leap second", madeAs(at("2026-06-30T23:59:60Z", "2026-06-30T23:59:59Z")), passed],
  [ORDER, "times out of order", madeAs(at(LATE, EARLY)), outOfOrderAt("data.updatedAt", "data", "updatedAt")],
  [ORDER, "a change that is not a time", madeAs(at(EARLY, "never")), skip("one is not a date-time")],
  [ORDER, "a creation that is not a time", madeAs(at(null, EARLY)), skip("one is not a date-time")],
  [ORDER_OF_ITEMS, "an item in order", list(neverChanged, inOrder), passed],
  [
    ORDER_OF_ITEMS,
    "a third item out of order",
    list(neverChanged, inOrder, outOfOrder),
    outOfOrderAt("data[2].updatedAt", "data", 2, "updatedAt"),
  ],
  [ORDER_OF_ITEMS, "no item", list(), skip("the response has no updatedAt")],
  [ORDER_OF_ITEMS, "data that is not a list", { listPhoneNumbers: listOf({}) }, skip("the response has no updatedAt")],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const UNIQUE = "ListPhoneNumbersResponse.data[].number/x-identifies";
const SAME_ID = "ListPhoneNumbersResponse.data[].id/x-same-as";
const SAME_TYPE = "ListPhoneNumbersResponse.data[].type/x-same-as";

const accepted = json(200, {});
const anotherMade = (status: number): Results => ({ "addTwilioNumber.protocol/media-type": { ...accepted, status } });
const severalMade = skip("the server accepted more than one registration");
const otherId = failAt(
  ["data", 0, "id"],
  `data[0].id is "${OTHER_ID}"; "${item.id}" was expected after the registration`,
);
const listedAgain = failAt(["data", 2, "number"], 'data[2].number is "+14155550188", as in an item before it');
const noId = skip("the response has no valid id of what the registration returned");

test.for<Row>([
  [UNIQUE, "each number once", list(item, sipItem), passed],
  [UNIQUE, "a number twice", list(sipItem, item, { ...sipItem, id: OTHER_ID }), listedAgain],
  [UNIQUE, "the registered number with two IDs", { ...made, ...list(item, { ...item, id: OTHER_ID }) }, passed],
  [
    UNIQUE,
    "the registered number twice as the same item",
    { ...made, ...list(item, item) },
    failAt(["data", 1, "number"], 'data[1].number is "+14155550123", as in an item before it'),
  ],
  [UNIQUE, "items without a number", list({}, {}, null, null, "text", "text"), passed],
  [UNIQUE, "data that is not a list", { listPhoneNumbers: listOf({ number: 1 }) }, passed],
  [UNIQUE, "a second registration", { ...made, ...anotherMade(200), ...list(item, item) }, severalMade],
  [SAME_ID, "the same ID", { ...made, ...list(item) }, passed],
  [SAME_ID, "the same ID in capitals", { ...made, ...list({ ...item, id: item.id.toUpperCase() }) }, passed],
  [SAME_ID, "the same ID in one of two items", { ...made, ...list({ ...item, id: OTHER_ID }, item) }, passed],
  [SAME_ID, "another ID", { ...made, ...list({ ...item, id: OTHER_ID }) }, otherId],
  [SAME_ID, "another ID of another number", { ...made, ...list(sipItem) }, noId],
  [SAME_ID, "an item without an ID", { ...made, ...list(without("id", item)) }, noId],
  [SAME_ID, "an item with an invalid ID", { ...made, ...list({ ...item, id: "x" }) }, noId],
  [SAME_ID, "no registration", list(item), skip("no successful registration was received")],
  [
    SAME_ID,
    "a registration with an invalid ID",
    { ...madeAs({ id: "x" }), ...list(item) },
    skip("the registration returned no valid data.id"),
  ],
  [
    SAME_ID,
    "a registration and an item without a number",
    { ...madeAs({ number: undefined }), ...list({ ...without("number", item), id: OTHER_ID }) },
    noId,
  ],
  [SAME_ID, "a second registration", { ...made, ...anotherMade(200), ...list({ ...item, id: OTHER_ID }) }, severalMade],
  [SAME_ID, "a second registration with 299", { ...made, ...anotherMade(299), ...list(item) }, severalMade],
  [SAME_ID, "a redirected registration", { ...made, ...anotherMade(300), ...list({ ...item, id: OTHER_ID }) }, otherId],
  [SAME_ID, "an upgraded registration", { ...made, ...anotherMade(101), ...list({ ...item, id: OTHER_ID }) }, otherId],
  [SAME_ID, "a lost registration", { ...made, "AddTwilioNumberRequest/type": BROKEN_OFF, ...list(item) }, passed],
  [SAME_ID, "no list", made, skip("no 200 response to a request for the list was received")],
  [
    SAME_TYPE,
    "another type than that of a registration",
    { ...made, ...list({ ...item, type: "SIP" }) },
    failAt(["data", 0, "type"], 'data[0].type is "SIP"; "TWILIO" was expected after the registration'),
  ],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

describe("a relation to another operation's response", () => {
  const any: Schema = { pointer: "#", name: "", keywords: {} };
  const identity = { operation: "addTwilioNumber", property: "data.number" };
  const identified: Schema = {
    ...any,
    keywords: { "x-identifies": identity, "x-provenance": { "x-identifies": "inferred" } },
  };
  const relation: Constraint = {
    pointer: "#",
    keyword: "x-same-as",
    limit: { operation: "addTwilioNumber", property: "data.label" },
    path: ["data", EACH, "name"],
    level: "inferred",
  };
  const plan = { apiKey: REFERENCE_KEY, safe: false };
  const listOfNames = (item: Schema): Schema => ({
    ...any,
    properties: { owner: { ...any, properties: { phone: identified } }, data: { ...any, items: item } },
  });

  test.for<readonly [string, Schema, OneVerdict]>([
    [
      "finds an item by what identifies the items of its own list",
      { ...any, properties: { number: identified, name: any } },
      failAt(["data", 2, "name"], 'data[2].name is "x"; "Support Line" was expected after the registration'),
    ],
    [
      "finds nothing in a list whose items nothing identifies",
      { ...any, properties: { name: any } },
      skip("the response has no valid name of what the registration returned"),
    ],
  ])("%s", ([, schema, opinion]) => {
    const { number } = registered.data;
    const exchanges = [
      plainExchange(plan, "addTwilioNumber", json(200, registered)),
      plainExchange(plan, "listPhoneNumbers", listOf([{ name: "y" }, { number }, { number, name: "x" }])),
    ] as const;
    const found = expectSame(relation, exchanges[1], listOfNames(schema), gatherEvidence(plan, exchanges));
    expect(found).toStrictEqual(opinion);
  });
});

test.for<readonly [unknown, unknown, string | undefined, boolean]>([
  ["abc", "ABC", "uuid", true],
  ["abc", "abd", "uuid", false],
  ["abc", "ABC", undefined, false],
  ["abc", "abc", undefined, true],
  ["2026-01-15T09:30:00Z", "2026-01-15T10:30:00.999+01:00", "date-time", true],
  ["2026-01-15T09:30:00Z", "2026-01-15T09:30:01Z", "date-time", false],
  ["2026-01-15T09:30:01Z", "2026-01-15T09:30:00Z", "date-time", false],
  ["2026-06-30T23:59:60Z", "2026-06-30T23:59:59Z", "date-time", true],
  [null, null, "uuid", true],
  [null, "abc", "uuid", false],
  ["abc", null, "uuid", false],
  [null, "2026-01-15T09:30:00Z", "date-time", false],
  [1, 1, "date-time", true],
])("%j and %j with the format %s mean the same: %s", ([one, other, format, isIt]) => {
  expect(isSame(one, other, format)).toBe(isIt);
});
