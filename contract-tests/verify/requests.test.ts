import { expect, test } from "vitest";
import { registration } from "../../src/verify/operations/description.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import type { Probe } from "../../src/verify/probes/probe.js";
import { buildProbes } from "../../src/verify/probes/probes.js";

// Each request that is sent, as a whole, in order.

const KEY = "Reference-API-key-aAzZ-0";
const full: Plan = { apiKey: KEY, safe: false };

const example = registration.request.example as Readonly<Record<string, string>>;
const without = (field: string) => Object.fromEntries(Object.entries(example).filter(([name]) => name !== field));

type Request = Omit<Probe, "operation"> & { readonly operation: string | undefined };

const listRequests = (plan: Plan): Request[] =>
  buildProbes(plan).map(({ operation, ...probe }) => ({ ...probe, operation: operation?.operationId }));

const json = { accept: "application/json" };
const jsonBody = { ...json, "content-type": "application/json" };
const withKey = (key: string) => ({ Authorization: `Token ${key}` });

/** A registration of the example with the right key, except for what is different. */
const register = (id: string, title: string, different: Partial<Request> = {}): Request => ({
  id,
  title,
  operation: "addTwilioNumber",
  change: "registration",
  method: "POST",
  path: "/v1/voice-agents/twilio/phone-number",
  headers: { ...jsonBody, ...withKey(KEY) },
  body: JSON.stringify(example),
  ...different,
});

/** A request for the whole list with the right key, except for what is different. */
const list = (id: string, title: string, different: Partial<Request> = {}): Request => ({
  id,
  title,
  operation: "listPhoneNumbers",
  method: "GET",
  path: "/v1/voice-agents/phone-number/list",
  headers: { ...json, ...withKey(KEY) },
  ...different,
});
const listWith = (search: string) => ({ path: `/v1/voice-agents/phone-number/list?${search}` });

const unknownPath = { operation: undefined, path: "/v1/voice-agents/twilio/phone-number/no-such-path" };
const wrongMethod = { operation: undefined, method: "PUT" };

const breakBody = (id: string, sentence: string, body: unknown) =>
  register(`AddTwilioNumberRequest${id}`, `a registration that breaks "${sentence}"`, { body: JSON.stringify(body) });

/** Bodies in which no value of the registration is left. */
const emptiedBodies = [
  breakBody("/type", "the body is of type object", 1),
  breakBody("/type#2", "the body is of type object", null),
];

const brokenBodies = [
  ...emptiedBodies,
  breakBody("/type#3", "the body is of type object", [example]),
  breakBody(".phoneNumber/required", "phoneNumber is present", without("phoneNumber")),
  breakBody(".label/required", "label is present", without("label")),
  breakBody(".twilioNumberSid/required", "twilioNumberSid is present", without("twilioNumberSid")),
  breakBody(".twilioAccountSid/required", "twilioAccountSid is present", without("twilioAccountSid")),
  breakBody(".twilioAuthToken/required", "twilioAuthToken is present", without("twilioAuthToken")),
  ...breakType("phoneNumber"),
  breakField("phoneNumber/minLength", "phoneNumber has at least 1 character", ""),
  breakField("phoneNumber/pattern", "phoneNumber matches ^\\+[1-9][0-9]{1,14}$", " +14155550123"),
  ...breakType("label"),
  breakField("label/minLength", "label has at least 1 character", ""),
  ...breakType("twilioNumberSid"),
  breakField(
    "twilioNumberSid/pattern",
    "twilioNumberSid matches ^PN(?:[0-9a-fA-F]{32}|X{32})$",
    "PN0123456789abcdef0123456789abcde",
  ),
  ...breakType("twilioAccountSid"),
  breakField("twilioAccountSid/minLength", "twilioAccountSid has at least 1 character", ""),
  breakField(
    "twilioAccountSid/pattern",
    "twilioAccountSid matches ^AC(?:[0-9a-fA-F]{32}|X{32})$",
    "AC0123456789abcdef0123456789abcde",
  ),
  ...breakType("twilioAuthToken"),
  breakField("twilioAuthToken/minLength", "twilioAuthToken has at least 1 character", ""),
];

function breakField(id: string, sentence: string, value: unknown): Request {
  return breakBody(`.${id}`, sentence, { ...example, [id.split("/")[0] as string]: value });
}

/** A number, `null` and a list in place of the string. */
function breakType(field: string): Request[] {
  const sentence = `${field} is of type string`;
  return [
    breakField(`${field}/type`, sentence, 1),
    breakField(`${field}/type#2`, sentence, null),
    breakField(`${field}/type#3`, sentence, [example[field]]),
  ];
}

const breakQuery = (id: string, sentence: string, search: string) =>
  list(`listPhoneNumbers.${id}`, `a request for the list that breaks "${sentence}"`, listWith(search));

const brokenQueries = [
  breakQuery("voiceAgentId/format", "voiceAgentId is a uuid", "voiceAgentId=d949f13f-40d2-4e48-ac86-b6663307060"),
  breakQuery("skip/pattern", "skip matches ^[0-9]+$", "skip="),
  breakQuery("take/pattern", "take matches ^[0-9]+$", "take=+10"),
  breakQuery("provider/enum", 'provider has enum ["TWILIO","SIP"]', "provider=TWILIOx"),
];

/** How a key is wrong, the header for it, and how a shell makes that of the right key. */
const BAD_KEYS: readonly (readonly [name: string, phrase: string, headers: object, shellKey?: string])[] = [
  ["no-header", "without Authorization", {}],
  ["bare-key", "with only the key, without the word Token", { Authorization: KEY }, "$HAMSA_API_KEY"],
  ["bearer", "with Bearer instead of Token", { Authorization: `Bearer ${KEY}` }, "Bearer $HAMSA_API_KEY"],
  ["empty-key", "with no key after Token", withKey("")],
  ["wrong-key", "with a key that does not exist", withKey("not-a-key-of-this-api")],
  [
    "shortened-key",
    "with a key that lacks its last character",
    withKey("Reference-API-key-aAzZ-"),
    `Token $(printf %s "$HAMSA_API_KEY" | sed 's/.$//')`,
  ],
  [
    "lengthened-key",
    "with a key that has one character too many",
    withKey("Reference-API-key-aAzZ-00"),
    `Token $(printf %s0 "$HAMSA_API_KEY")`,
  ],
  [
    "other-case",
    "with the key's upper and lower case swapped",
    withKey("rEFERENCE-api-KEY-AaZz-0"),
    `Token $(printf %s "$HAMSA_API_KEY" | tr 'a-zA-Z' 'A-Za-z')`,
  ],
];

const registerWithBadKeys = (what: string, body: unknown) =>
  BAD_KEYS.map(([name, phrase, headers, shellKey]) =>
    register(`addTwilioNumber.authentication/${name}`, `${what} ${phrase}`, {
      headers: { ...jsonBody, ...headers },
      body: JSON.stringify(body),
      ...(shellKey && { shellKey }),
    }),
  );
const listWithBadKeys = BAD_KEYS.map(([name, phrase, headers, shellKey]) =>
  list(`listPhoneNumbers.authentication/${name}`, `a request for the list ${phrase}`, {
    headers: { ...json, ...headers },
    ...(shellKey && { shellKey }),
  }),
);

const validLists = [
  list("listPhoneNumbers", "a valid request for the list", { isValid: true }),
  ...["take=1", "skip=2&take=1", "provider=TWILIO", "provider=SIP"].map((search) =>
    list(`listPhoneNumbers?${search}`, `a valid request for the list with ${search}`, {
      ...listWith(search),
      isValid: true,
    }),
  ),
  list(
    "listPhoneNumbers?voiceAgentId",
    "a valid request for the list with voiceAgentId=d949f13f-40d2-4e48-ac86-b66633070603",
    { ...listWith("voiceAgentId=d949f13f-40d2-4e48-ac86-b66633070603"), isValid: true },
  ),
];

const malformedJson = (body: string) =>
  register("addTwilioNumber.protocol/malformed-json", "a registration whose JSON ends too early", { body });
const emptyBody = register("addTwilioNumber.protocol/empty-body", "a registration with an empty body", { body: "" });

/** Expects these requests, in this order. What a new constraint or operation adds between them needs no line here. */
function expectRequests(plan: Plan, expected: readonly Request[]): void {
  const ids = new Set(expected.map(({ id }) => id));
  expect(listRequests(plan).filter(({ id }) => ids.has(id))).toStrictEqual(expected);
}

test("a run sends these requests", () => {
  expectRequests(full, [
    register("protocol/unknown-path", "a request to an undescribed path", unknownPath),
    register("addTwilioNumber.protocol/wrong-method", "a registration with an undescribed method", wrongMethod),
    list("listPhoneNumbers.protocol/wrong-method", "a request for the list with an undescribed method", wrongMethod),
    register("addTwilioNumber", "a valid registration", { isValid: true }),
    ...brokenBodies,
    ...brokenQueries,
    malformedJson(JSON.stringify(example).replace("}", "")),
    emptyBody,
    register("addTwilioNumber.protocol/media-type", "a registration as text/plain", {
      headers: { ...json, "content-type": "text/plain", ...withKey(KEY) },
    }),
    ...registerWithBadKeys("a registration", example),
    ...listWithBadKeys,
    ...validLists,
  ]);
});

test("a run in safe mode sends these, of which none has a value to register, and the first has no key", () => {
  expectRequests({ ...full, safe: true }, [
    register("protocol/unknown-path", "a request to an undescribed path", {
      ...unknownPath,
      headers: jsonBody,
      body: "{}",
    }),
    ...emptiedBodies,
    ...brokenQueries,
    malformedJson("{"),
    emptyBody,
    ...registerWithBadKeys("an empty registration", {}),
    ...listWithBadKeys,
    ...validLists,
  ]);
});

test("a run with params sends them in the valid registration, and nowhere else", () => {
  const params = { ...example, phoneNumber: "+14155550177", label: "Sales" };
  expect(listRequests({ ...full, params })).toStrictEqual(
    listRequests(full).map((request) =>
      request.id === "addTwilioNumber" ? { ...request, body: JSON.stringify(params) } : request,
    ),
  );
});
