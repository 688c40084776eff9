import { describe, expect, test, vi } from "vitest";
import { type AddTwilioNumberParams, InvalidParamsError } from "../../src/index.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { breaking } from "../../src/verify/probes/counterexamples.js";
import { succeeds, success } from "../support/behaviours.js";
import { clientOf, thrownBy } from "../support/clients.js";
import { startHostileServer } from "../support/hostile-server.js";
import { publishedParams, syntheticParams } from "../support/params.js";

const REQUEST = registration.request.schemaPointer;

/** What is wrong with params, by field; nothing must have been sent. */
async function problems(params: unknown): Promise<Record<string, string>> {
  const fetch = vi.fn();
  const error = await thrownBy(
    clientOf("https://api.example.com", { fetch }).addTwilioNumber(params as AddTwilioNumberParams),
  );
  expect(error).toBeInstanceOf(InvalidParamsError);
  expect(error.outcome).toBe("not-sent");
  expect(fetch).not.toHaveBeenCalled();
  const { violations } = error as InvalidParamsError;
  return Object.fromEntries(violations.map(({ field, message }) => [field, message]));
}

describe("a registration is refused before it is sent", () => {
  test.for(constraintsOf(REQUEST))("when it breaks $keyword at $path, $limit", async (constraint) => {
    const { value } = breaking(constraint, syntheticParams, REQUEST);
    const field = [...constraint.path, ...(constraint.keyword === "required" ? [String(constraint.limit)] : [])].join(
      ".",
    );
    expect(Object.keys(await problems(value))).toEqual([field || "params"]);
  });

  test.for([undefined, null, 7, "params", [], () => {}])("when it is %j", async (params) => {
    expect(await problems(params)).toHaveProperty("params");
  });

  test("when it can't be turned into JSON", async () => {
    expect(await problems({ ...syntheticParams, extra: 1n })).toEqual({ params: "can't be turned into JSON" });
  });

  test("with every field at fault named at once", async () => {
    expect(Object.keys(await problems({}))).toEqual(Object.keys(syntheticParams));
  });

  test("when it is empty where it must not be, without a word about patterns", async () => {
    expect(await problems({ ...syntheticParams, phoneNumber: "", twilioAccountSid: "" })).toEqual({
      phoneNumber: "must not be empty",
      twilioAccountSid: "must not be empty",
    });
  });

  test("when it is a number where text must be, whatever it looks like", async () => {
    expect(await problems({ ...syntheticParams, phoneNumber: 14155550123 })).toEqual({
      phoneNumber: "must be of type string",
    });
  });

  test("when the page's masks and placeholder were left in place", async () => {
    expect(await problems(publishedParams)).toEqual({
      twilioNumberSid: expect.stringContaining("is the documentation's mask; put your own SID there"),
      twilioAccountSid: expect.stringContaining("is the documentation's mask"),
      twilioAuthToken: expect.stringContaining("is the documentation's placeholder"),
    });
  });
});

describe("a mistake that people make is told as what it is:", () => {
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
      "this looks like an account SID (AC...): are the two SIDs swapped?",
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
      "this looks like a phone number SID (PN...): are the two SIDs swapped?",
    ],
    [
      "an API key SID for the account's",
      "twilioAccountSid",
      AC.replace("AC", "SK"),
      "this looks like an API key SID (SK...)",
    ],
    ["white space after the account SID", "twilioAccountSid", `${AC}\n`, "begins or ends with white space"],
    ["white space before the number SID", "twilioNumberSid", ` ${PN}`, "begins or ends with white space"],
    ["white space after the token", "twilioAuthToken", `${token}\n`, "begins or ends with white space"],
    ["a SID for the token", "twilioAuthToken", AC, "looks like a SID"],
    ["spaces in the number", "phoneNumber", "+1 415 555 0123", "no spaces, dashes"],
    ["dashes in the number", "phoneNumber", "+1-415-555-0123", "no spaces, dashes"],
    ["parentheses in the number", "phoneNumber", "+1(415)5550123", "no spaces, dashes"],
    ["no + before the number", "phoneNumber", phoneNumber.slice(1), "must begin with + and the country code"],
    ["00 before the number", "phoneNumber", phoneNumber.replace("+", "00"), "must begin with + in place of 00"],
    ["a national number after +", "phoneNumber", "+0415555012", "no country code begins with 0"],
    ["white space after the number", "phoneNumber", `${phoneNumber} `, "begins or ends with white space"],
  ];

  test.for(MISTAKES)("%s", async ([, field, value, says]) => {
    expect(await problems({ ...syntheticParams, [field]: value })).toEqual({ [field]: expect.stringContaining(says) });
  });
});

test("what was checked is what is sent, whatever the params inherit or compute", async () => {
  await using server = await startHostileServer(succeeds);
  let reads = 0;
  const params = {
    ...syntheticParams,
    get label() {
      return reads++ === 0 ? "checked" : "";
    },
  };
  await expect(clientOf(server.url).addTwilioNumber(params)).resolves.toEqual(success.data);
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ ...syntheticParams, label: "checked" });
  const inherited = Object.create(syntheticParams) as AddTwilioNumberParams;
  expect(Object.keys(await problems(inherited))).toEqual(Object.keys(syntheticParams));
});
