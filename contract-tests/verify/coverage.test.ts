import { expect, test } from "vitest";
import { checks } from "../../src/verify/checks/checks.js";
import type { Exchange } from "../../src/verify/exchange/exchange.js";
import { UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { measureCoverage, type Share } from "../../src/verify/verdicts/coverage.js";
import { json, type Reply } from "./reference/messages.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const probes = buildProbes({ apiKey: REFERENCE_KEY, safe: false });

function withoutResponse(id: string): Exchange {
  const probe = probes.find((each) => each.id === id);
  if (probe === undefined) throw new Error(`there is no probe ${id}`);
  return { probe, durationMs: 1, failure: { reason: "broken off", detail: "ECONNRESET" } };
}

function withResponse(id: string, { status, headers, body }: Reply): Exchange {
  const { probe, durationMs } = withoutResponse(id);
  return { probe, durationMs, response: { status, headers, body: Buffer.from(body) } };
}

const html = (status: number): Reply => ({ status, headers: { "content-type": "text/html" }, body: "<p>" });
const listResponse = (...data: unknown[]) =>
  withResponse("listPhoneNumbers", json(200, { success: true, message: "", data }));

const judgedAs = (status: string, ids: readonly string[]) =>
  checks.filter(({ id }) => ids.includes(id)).map((check) => ({ check, status }));
const responsesJudged = checks
  .filter(({ id }) => !id.startsWith("AddTwilioNumberRequest"))
  .map((check) => ({ check, status: "passed" }));

/** What was exercised: everything that is missed without exchanges, but not with them. */
function listExercised(
  exchanges: readonly Exchange[],
  results: Parameters<typeof measureCoverage>[1] = responsesJudged,
): Record<Share["kind"], string[]> {
  const shares = measureCoverage(exchanges, results);
  const exercised = measureCoverage([], []).map(({ kind, missed }) => {
    const share = shares.find((each) => each.kind === kind);
    return [kind, missed.filter((each) => !share?.missed.includes(each))];
  });
  return Object.fromEntries(exercised);
}

test("without an exchange, everything in the description is missed", () => {
  const shares = measureCoverage([], responsesJudged);
  const ofErrors = (names: readonly string[]) => names.filter((each) => each.startsWith("ErrorResponse"));
  const [statuses, mediaTypes, properties, constraints] = shares;
  expect(shares.map(({ missed }) => missed.length)).toEqual(shares.map(({ total }) => total));
  expect([statuses, mediaTypes]).toEqual([
    {
      kind: "statuses",
      total: 6,
      missed: ["addTwilioNumber.200", "400", "401", "429", "default", "listPhoneNumbers.200"],
    },
    { kind: "media types", total: 1, missed: ["application/json"] },
  ]);
  expect([properties?.kind, ofErrors(properties?.missed ?? [])]).toEqual([
    "properties",
    ["ErrorResponse.message", "ErrorResponse.message[]", "ErrorResponse.messageKey"],
  ]);
  expect([constraints?.kind, ofErrors(constraints?.missed ?? [])]).toEqual([
    "constraints",
    [
      "ErrorResponse/type",
      "ErrorResponse.message/required",
      "ErrorResponse.success/const",
      "ErrorResponse.message/type",
      "ErrorResponse.message[]/type",
      "ErrorResponse.messageKey/type",
    ],
  ]);
});

const SENT = ["phoneNumber", "label", "twilioNumberSid", "twilioAccountSid", "twilioAuthToken"].map(
  (name) => `AddTwilioNumberRequest.${name}`,
);
const ERROR = {
  "media types": ["application/json"],
  properties: ["ErrorResponse.message"],
  constraints: ["ErrorResponse/type", "ErrorResponse.message/required", "ErrorResponse.message/type"],
};
const LIST = {
  statuses: ["listPhoneNumbers.200"],
  "media types": ["application/json"],
  properties: ["success", "message", "data"].map((name) => `ListPhoneNumbersResponse.${name}`),
  constraints: [
    "/type",
    ".success/required",
    ".message/required",
    ".data/required",
    ".success/type",
    ".success/const",
    ".message/type",
    ".data/type",
  ].map((name) => `ListPhoneNumbersResponse${name}`),
};
/** The constraints on an item, whatever it has. */
const ITEM = ["/type", ".id/required", ".number/required", ".label/required"].map(
  (name) => `ListPhoneNumbersResponse.data[]${name}`,
);

test.for<[string, readonly Exchange[], Partial<ReturnType<typeof listExercised>>]>([
  ["a registration without a response", [withoutResponse("addTwilioNumber")], { properties: SENT }],
  ["a response for no operation", [withResponse(UNKNOWN_PATH, json(404, { message: "No such route" }))], {}],
  ["an error", [withResponse("listPhoneNumbers", json(401, { message: "No" }))], { ...ERROR, statuses: ["401"] }],
  [
    "an error of any other status, with a charset",
    [
      withResponse(
        "listPhoneNumbers",
        json(503, { message: ["No"], messageKey: null }, { "content-type": "application/json; charset=utf-8" }),
      ),
    ],
    {
      "media types": ["application/json"],
      statuses: ["default"],
      properties: ["ErrorResponse.message", "ErrorResponse.message[]", "ErrorResponse.messageKey"],
      constraints: [...ERROR.constraints, "ErrorResponse.message[]/type", "ErrorResponse.messageKey/type"],
    },
  ],
  ["a web page", [withResponse("listPhoneNumbers", html(429))], { statuses: ["429"] }],
  [
    "an error without a content-type",
    [withResponse("listPhoneNumbers", { ...json(401, { message: "No" }), headers: {} })],
    { ...ERROR, statuses: ["401"], "media types": [] },
  ],
  [
    "an error after a web page and a registration",
    [
      withoutResponse("addTwilioNumber"),
      withResponse("listPhoneNumbers", html(429)),
      withResponse("listPhoneNumbers", json(401, { message: "No" })),
    ],
    { ...ERROR, statuses: ["401", "429"], properties: [...SENT, ...ERROR.properties] },
  ],
  ["an empty list", [listResponse()], LIST],
  [
    "an item with an id and no voice agent, whose null has no format",
    [listResponse({ id: "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90", voiceAgentId: null })],
    {
      ...LIST,
      properties: [
        ...LIST.properties,
        "ListPhoneNumbersResponse.data[]",
        "ListPhoneNumbersResponse.data[].id",
        "ListPhoneNumbersResponse.data[].voiceAgentId",
      ],
      constraints: [
        ...LIST.constraints,
        ...ITEM,
        "ListPhoneNumbersResponse.data[].id/type",
        "ListPhoneNumbersResponse.data[].id/format",
        "ListPhoneNumbersResponse.data[].voiceAgentId/type",
        "ListPhoneNumbersResponse.data[].id/x-same-as",
        "ListPhoneNumbersResponse.data[].voiceAgentId/x-same-as",
      ],
    },
  ],
])("%s exercises this much of the description", ([, exchanges, expected]) => {
  expect(listExercised(exchanges)).toEqual({
    statuses: [],
    "media types": [],
    properties: [],
    constraints: [],
    ...expected,
  });
});

test.for([
  ["null exercises no constraint on strings", null, []],
  [
    "an empty string exercises the constraints on strings",
    "",
    ["AddTwilioNumberResponse.data.number/pattern", "AddTwilioNumberResponse.data.numberSid/minLength"],
  ],
] as const)("%s", ([, value, expected]) => {
  const registered = withResponse("addTwilioNumber", json(200, { data: { number: value, numberSid: value } }));
  const { constraints } = listExercised([registered]);
  expect(constraints.filter((id) => /\/(pattern|minLength)$/.test(id))).toEqual(expected);
});

test("a constraint is exercised only if its check was judged", () => {
  const label = ["required", "type", "minLength"].map((keyword) => `AddTwilioNumberRequest.label/${keyword}`);
  const [required = "", type = "", minLength = ""] = label;
  const results = [
    ...judgedAs("passed", [required]),
    ...judgedAs("skipped", [type]),
    ...judgedAs("failed", [minLength]),
  ];
  expect(listExercised([withoutResponse("addTwilioNumber")], results).constraints).toEqual([required, minLength]);
  const error = withResponse("listPhoneNumbers", json(401, { message: "No" }));
  expect(listExercised([error], judgedAs("passed", ["ErrorResponse.message/type"])).constraints).toEqual([
    "ErrorResponse.message/type",
  ]);
});
