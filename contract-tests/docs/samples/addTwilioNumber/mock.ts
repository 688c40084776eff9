import assert from "node:assert/strict";
import { test } from "node:test";
import { AuthenticationError, createHamsaClient } from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";

test("reports an invalid API key", async () => {
  const fetch = createMockFetch({ status: 401 });
  const hamsa = createHamsaClient({ apiKey: "any-key", fetch });

  const registration = hamsa.addTwilioNumber({
    phoneNumber: "+14155550123",
    label: "Support Line",
    twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
    twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
    twilioAuthToken: "any-token",
  });

  await assert.rejects(registration, AuthenticationError);
  assert.equal(fetch.requests.length, 1);
});
