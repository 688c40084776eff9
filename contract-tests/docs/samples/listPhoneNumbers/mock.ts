import assert from "node:assert/strict";
import { test } from "node:test";
import { createHamsaClient } from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";

test("does not find an unregistered number", async () => {
  const fetch = createMockFetch({ listPhoneNumbers: { example: "empty" } });
  const hamsa = createHamsaClient({ apiKey: "any-key", fetch });

  assert.equal(await hamsa.findPhoneNumber("+14155550123"), undefined);
  assert.equal(fetch.requests[0]?.method, "GET");
});
