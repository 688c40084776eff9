import { expect, test } from "vitest";
import { listing, registration } from "../../src/verify/operations/description.js";
import { json } from "./reference/messages.js";
import { BROKEN_OFF, fail, failAt, judgeResults, passed, type Results, type Row, skip } from "./reference/verdicts.js";

// What the checks of the list say about its pages, its filters, and whose numbers it has.

const registered = Object(registration.success.example);
const [item, sipItem] = Object(listing.success.example).data;
const USER = item.userId;
const OTHER_USER = "5e0c2b9a-7d41-4f86-9a3b-1c8e6f0d2b74";
const AGENT = listing.parameters.find(({ name }) => name === "voiceAgentId")?.example;

const listOf = (...data: unknown[]) => json(200, { success: true, message: "", data });
const made = json(200, registered);
const noList = skip("no list was received");

const onFirstPage = (...items: unknown[]): Results => ({ "listPhoneNumbers?take=1": listOf(...items) });
const onSecondPage = (...items: unknown[]): Results => ({ "listPhoneNumbers?skip=2&take=1": listOf(...items) });
const filter = (...items: unknown[]): Results => ({ "listPhoneNumbers?provider=SIP": listOf(...items) });
const all = (...items: unknown[]): Results => ({ listPhoneNumbers: listOf(...items) });

const TAKE = "listPhoneNumbers/take";
const SKIP = "listPhoneNumbers/skip";
const PROVIDER = "listPhoneNumbers/provider";
const VOICE_AGENT = "listPhoneNumbers/voiceAgentId";
const ONE_USER = "listPhoneNumbers/one-user";
const REGISTERED = "listPhoneNumbers/registered";

test.for<Row>([
  [TAKE, "a page of one", onFirstPage(item), passed],
  [TAKE, "a page of two", onFirstPage(item, sipItem), fail("take=1 returned 2 items")],
  [TAKE, "no response", { "listPhoneNumbers?take=1": BROKEN_OFF }, noList],
  [TAKE, "another status", { "listPhoneNumbers?take=1": { ...listOf(item), status: 201 } }, noList],
  [TAKE, "data that is not a list", { "listPhoneNumbers?take=1": json(200, { data: {} }) }, noList],
  [SKIP, "another item on the second page", { ...onFirstPage(item), ...onSecondPage(sipItem) }, passed],
  [
    SKIP,
    "the same item among those of the second page",
    { ...onFirstPage(item), ...onSecondPage(sipItem, item) },
    fail(`the first and the second item are both "${item.id}"`),
  ],
  [SKIP, "an empty first page", { ...onFirstPage(), ...onSecondPage(item) }, skip("the first page has no item")],
  [SKIP, "no first page", onSecondPage(item), skip("the first page has no item")],
  [SKIP, "no second page", { ...onFirstPage(item), "listPhoneNumbers?skip=2&take=1": BROKEN_OFF }, noList],
  [PROVIDER, "only the requested items", filter(sipItem, {}), passed],
  [
    PROVIDER,
    "a second item that was not requested",
    filter(sipItem, item),
    failAt(["data", 1, "type"], 'data[1].type is "TWILIO"; SIP was requested'),
  ],
  [PROVIDER, "no response", { "listPhoneNumbers?provider=SIP": BROKEN_OFF }, noList],
  [
    VOICE_AGENT,
    "only the requested items",
    { "listPhoneNumbers?voiceAgentId": listOf({ ...item, voiceAgentId: AGENT }) },
    passed,
  ],
  [
    VOICE_AGENT,
    "an item without a voice agent",
    { "listPhoneNumbers?voiceAgentId": listOf(item) },
    failAt(["data", 0, "voiceAgentId"], `data[0].voiceAgentId is null; ${AGENT} was requested`),
  ],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const otherUsersItem = { ...sipItem, userId: OTHER_USER };
const twoUsers = (one: string, other: string) => fail(`lists numbers of 2 users: ${one}, ${other}`);

test.for<Row>([
  [ONE_USER, "items of one user", all(item, sipItem), passed],
  [ONE_USER, "items of two users", all(item, otherUsersItem), twoUsers(USER, OTHER_USER)],
  [
    ONE_USER,
    "an item of another user than the registration's",
    { ...all(otherUsersItem), addTwilioNumber: made },
    twoUsers(USER, OTHER_USER),
  ],
  [
    ONE_USER,
    "another user in capitals",
    all(item, { ...sipItem, userId: OTHER_USER.toUpperCase() }),
    twoUsers(USER, OTHER_USER),
  ],
  [ONE_USER, "the same user in capitals", all(item, { ...sipItem, userId: USER.toUpperCase() }), passed],
  [
    ONE_USER,
    "users that are not IDs",
    all(item, { userId: 7 }, { userId: "someone" }, { userId: [OTHER_USER] }, {}, null),
    passed,
  ],
  [ONE_USER, "no response", { listPhoneNumbers: BROKEN_OFF }, noList],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});

const oneMissing = skip("a registration and a list are needed, and one was not received");
const others = (count: number) => Array.from({ length: count }, () => sipItem);
const after = (results: Results, registration: Results[string] = made): Results => ({
  addTwilioNumber: registration,
  ...results,
});

test.for<Row>([
  [REGISTERED, "a list with the number", after(all(sipItem, item)), passed],
  [REGISTERED, "the number in another spelling", after(all({ ...item, number: "1 (415) 555-0123" })), passed],
  [REGISTERED, "an empty list", after(all()), fail("+14155550123 is not in the list, which has 0 numbers")],
  [REGISTERED, "another number", after(all(sipItem)), fail("+14155550123 is not in the list, which has 1 number")],
  [
    REGISTERED,
    "other numbers, not a full page",
    after(all(...others(9))),
    fail("+14155550123 is not in the list, which has 9 numbers"),
  ],
  [REGISTERED, "a full page of other numbers", after(all(...others(10))), skip("it is not among the first 10 numbers")],
  [REGISTERED, "no list", after({ listPhoneNumbers: BROKEN_OFF }), oneMissing],
  [REGISTERED, "no registration", all(sipItem), oneMissing],
  [REGISTERED, "half a registration", after(all(sipItem), BROKEN_OFF), oneMissing],
  [REGISTERED, "a rejected registration", after(all(sipItem), json(400, registered)), oneMissing],
  [REGISTERED, "a registration with a list of its own", after(all(item), listOf()), passed],
])("%s judges %s", ([check, , results, verdict]) => {
  expect(judgeResults(check, results)).toStrictEqual(verdict);
});
