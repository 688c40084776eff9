import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { routes, serverUrl } from "../../generated/twilio/constants.js";
import { examples } from "../../generated/twilio/examples.js";
import {
  validateIncomingPhoneNumberPage,
  validateListIncomingPhoneNumbersParameters,
  validateTwilioError,
} from "../../generated/twilio/validators.js";

const { answers } = examples.listIncomingPhoneNumbers;

/** What Twilio's own description says of the route. */
test("Twilio's route is described as Twilio does", () => {
  expect(serverUrl).toBe("https://api.twilio.com");
  expect(routes.listIncomingPhoneNumbers).toEqual({
    method: "GET",
    path: "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json",
  });
});

test("everything in it is on Twilio's word", () => {
  const yaml = readFileSync("openapi/twilio.yaml", "utf8");
  const levels = [...yaml.matchAll(/x-provenance: (.+)/g)].map(([, level]) => level);
  expect(levels.length).toBeGreaterThan(20);
  expect(new Set(levels)).toEqual(new Set(["twilio"]));
});

describe("an example", () => {
  test.for(Object.entries(answers["200"].bodies))("of a page is valid: %s", ([, page]) => {
    expect(validateIncomingPhoneNumberPage(page)).toEqual([]);
  });

  const errors = Object.entries(answers).flatMap(([status, { bodies }]) =>
    status === "200" ? [] : Object.entries(bodies),
  );
  test.for(errors)("of an error is valid: %s", ([, error]) => {
    expect(validateTwilioError(error)).toEqual([]);
  });
});

test.for([
  [{ AccountSid: "SK0123456789abcdef0123456789abcdef" }, ".AccountSid"],
  [{}, ".AccountSid"],
  [{ AccountSid: "AC0123456789abcdef0123456789abcdef", PageSize: 0 }, ".PageSize"],
  [{ AccountSid: "AC0123456789abcdef0123456789abcdef", PageSize: 1_001 }, ".PageSize"],
  [{ AccountSid: "AC0123456789abcdef0123456789abcdef", Page: -1 }, ".Page"],
] as const)("the parameters %j are refused for %s", ([parameters, field]) => {
  expect(validateListIncomingPhoneNumbersParameters(parameters)).toMatchObject([{ field }]);
});

test.for([
  [{ incoming_phone_numbers: [{ sid: "AC0123456789abcdef0123456789abcdef" }] }, ".incoming_phone_numbers.0.sid"],
  [{ numbers: [] }, ".incoming_phone_numbers"],
  [{ incoming_phone_numbers: {} }, ".incoming_phone_numbers"],
] as const)("a page %j is refused for %s", ([page, field]) => {
  expect(validateIncomingPhoneNumberPage(page).map((broken) => broken.field)).toContain(field);
});
