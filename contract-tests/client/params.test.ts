import { describe, expect, test, vi } from "vitest";
import { type AddTwilioNumberParams, InvalidParamsError } from "../../src/index.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { findCounterexample } from "../../src/verify/probes/counterexamples.js";
import { succeeds, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { publishedParams, syntheticParams } from "../support/params.js";

const REQUEST = registration.request.schema;

/** The problems with params, by field. Asserts that nothing was sent. */
async function problems(params: unknown): Promise<Record<string, string>> {
  const fetch = vi.fn();
  const error = await catchError(
    createClient("https://api.example.com", { fetch }).addTwilioNumber(params as AddTwilioNumberParams),
  );
  expect(error).toBeInstanceOf(InvalidParamsError);
  expect(error.outcome).toBe("not-sent");
  expect(fetch).not.toHaveBeenCalled();
  const { violations } = error as InvalidParamsError;
  return Object.fromEntries(violations.map(({ field, message }) => [field, message]));
}

describe("a registration is rejected before it is sent", () => {
  test.for(constraintsOf(REQUEST))("if it violates $keyword at $path, $limit", async (constraint) => {
    const { value } = findCounterexample(constraint, syntheticParams, REQUEST);
    const field = [...constraint.path, ...(constraint.keyword === "required" ? [String(constraint.limit)] : [])].join(
      ".",
    );
    expect(Object.keys(await problems(value))).toEqual([field || "params"]);
  });

  test.for([undefined, null, 7, "params", [], () => {}])("if it is %j", async (params) => {
    expect(await problems(params)).toHaveProperty("params");
  });

  test("if it can't be turned into JSON", async () => {
    expect(await problems({ ...syntheticParams, extra: 1n })).toEqual({ params: "can't be turned into JSON" });
  });

  test("with all invalid fields named at once", async () => {
    expect(Object.keys(await problems({}))).toEqual(Object.keys(syntheticParams));
  });

  test("with a common mistake named next to any other problem", async () => {
    expect(await problems({ ...syntheticParams, label: "", phoneNumber: "0014155550123" })).toEqual({
      label: "must not be empty",
      phoneNumber: "must start with + instead of 00",
    });
  });

  test("if a field is empty, without mentioning patterns", async () => {
    expect(await problems({ ...syntheticParams, phoneNumber: "", twilioAccountSid: "" })).toEqual({
      phoneNumber: "must not be empty",
      twilioAccountSid: "must not be empty",
    });
  });

  test("if a phone number is a number instead of a string", async () => {
    expect(await problems({ ...syntheticParams, phoneNumber: 14155550123 })).toEqual({
      phoneNumber: "must be of type string",
    });
  });

  test("if it has the documentation's placeholders", async () => {
    expect(await problems(publishedParams)).toEqual({
      twilioNumberSid: expect.stringContaining("is the placeholder from the documentation; use your own SID"),
      twilioAccountSid: expect.stringContaining("is the placeholder from the documentation"),
      twilioAuthToken: expect.stringContaining("is the placeholder from the documentation"),
    });
  });
});

describe("a common mistake is named:", () => {
  const { twilioNumberSid: PN, twilioAccountSid: AC, twilioAuthToken: token, phoneNumber } = syntheticParams;
  const MISTAKES: readonly (readonly [
    what: string,
    field: keyof AddTwilioNumberParams,
    value: string,
    says: string,
  ])[] = [
    [
      "an account SID for the number's",
      "twilioNumberSid",
      AC,
      "this looks like an account SID (AC...). Are the two SIDs swapped?",
    ],
    [
      "an API key SID for the number's",
      "twilioNumberSid",
      AC.replace("AC", "SK"),
      "this looks like an API key SID (SK...)",
    ],
    [
      "a number SID for the account's",
      "twilioAccountSid",
      PN,
      "this looks like a phone number SID (PN...). Are the two SIDs swapped?",
    ],
    [
      "an API key SID for the account's",
      "twilioAccountSid",
      AC.replace("AC", "SK"),
      "this looks like an API key SID (SK...)",
    ],
    ["white space after the account SID", "twilioAccountSid", `${AC}\n`, "starts or ends with whitespace"],
    ["white space before the number SID", "twilioNumberSid", ` ${PN}`, "starts or ends with whitespace"],
    ["white space after the token", "twilioAuthToken", `${token}\n`, "starts or ends with whitespace"],
    ["a SID for the token", "twilioAuthToken", AC, "looks like a SID"],
    ["spaces in the number", "phoneNumber", "+1 415 555 0123", "no spaces, dashes"],
    ["dashes in the number", "phoneNumber", "+1-415-555-0123", "no spaces, dashes"],
    ["parentheses in the number", "phoneNumber", "+1(415)5550123", "no spaces, dashes"],
    ["no + before the number", "phoneNumber", phoneNumber.slice(1), "must start with + and the country code"],
    ["00 before the number", "phoneNumber", phoneNumber.replace("+", "00"), "must start with + instead of 00"],
    ["a national number after +", "phoneNumber", "+0415555012", "no country code starts with 0"],
    ["white space after the number", "phoneNumber", `${phoneNumber} `, "starts or ends with whitespace"],
  ];

  test.for(MISTAKES)("%s", async ([, field, value, says]) => {
    expect(await problems({ ...syntheticParams, [field]: value })).toEqual({ [field]: expect.stringContaining(says) });
  });
});

test("the checked values are the sent ones, whatever the params inherit or compute", async () => {
  await using server = await startHostileServer(succeeds);
  let reads = 0;
  const params = {
    ...syntheticParams,
    get label() {
      return reads++ === 0 ? "checked" : "";
    },
  };
  await expect(createClient(server.url).addTwilioNumber(params)).resolves.toEqual(success.data);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ ...syntheticParams, label: "checked" });
  const inherited = Object.create(syntheticParams) as AddTwilioNumberParams;
  expect(Object.keys(await problems(inherited))).toEqual(Object.keys(syntheticParams));
});
