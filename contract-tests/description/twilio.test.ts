import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { routes, serverUrl } from "../../generated/twilio/constants.js";
import { examples } from "../../generated/twilio/examples.js";
import {
  validateIncomingPhoneNumberPage,
  validateListIncomingPhoneNumbersParameters,
  validateTwilioError,
} from "../../generated/twilio/validators.js";

const { responses } = examples.listIncomingPhoneNumbers;

test("Twilio's route is as in Twilio's own description", () => {
  expect(serverUrl).toBe("https://api.twilio.com");
  expect(routes.listIncomingPhoneNumbers).toEqual({
    method: "GET",
    path: "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json",
  });
});

test("every level in it is twilio", () => {
  const yaml = readFileSync("openapi/twilio.yaml", "utf8");
  const levels = [...yaml.matchAll(/x-provenance: (.+)/g)].map(([, level]) => level);
  expect(levels.length).toBeGreaterThan(20);
  expect(new Set(levels)).toEqual(new Set(["twilio"]));
});

describe("an example", () => {
  test.for(Object.entries(responses["200"].bodies))("of a page is valid: %s", ([, page]) => {
    expect(validateIncomingPhoneNumberPage(page)).toEqual([]);
  });

  const errors = Object.entries(responses).flatMap(([status, { bodies }]) =>
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
] as const)("the parameters %j are invalid because of %s", ([parameters, field]) => {
  expect(validateListIncomingPhoneNumbersParameters(parameters)).toMatchObject([{ field }]);
});

test.for([
  [{ incoming_phone_numbers: [{ sid: "AC0123456789abcdef0123456789abcdef" }] }, ".incoming_phone_numbers.0.sid"],
  [{ numbers: [] }, ".incoming_phone_numbers"],
  [{ incoming_phone_numbers: {} }, ".incoming_phone_numbers"],
] as const)("a page %j is invalid because of %s", ([page, field]) => {
  expect(validateIncomingPhoneNumberPage(page).map((broken) => broken.field)).toContain(field);
});
