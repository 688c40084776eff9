// What a back end's own tests do with the package, whichever runner loads this: `test(name, promise)`.
const assert = require("node:assert");
const { createHamsaClient, ApiError, ConnectionError, HamsaError } = require("hamsa-twilio");
const { createMockFetch } = require("hamsa-twilio/testing");

const params = {
  phoneNumber: "+14155550123",
  label: "Support Line",
  twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
  twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
  twilioAuthToken: "any token",
};
const registering = (options) => createHamsaClient({ apiKey: "test-key", ...options }).addTwilioNumber(params);
const thrownBy = (call) => call.then(assert.fail, (error) => error);

module.exports = {
  "returns the registered number": async () => {
    assert.equal((await registering({ fetch: createMockFetch() })).number, params.phoneNumber);
  },
  "tells a refusal": async () => {
    const error = await thrownBy(registering({ fetch: createMockFetch({ status: 409 }) }));
    assert(error instanceof ApiError && error instanceof HamsaError);
    assert.equal(error.outcome, "rejected");
  },
  "tells a connection that was never made, by the platform's own fetch": async () => {
    const error = await thrownBy(registering({ baseUrl: "http://127.0.0.1:2", maxRetries: 0 }));
    assert(error instanceof ConnectionError);
    assert.equal(error.outcome, "not-sent");
  },
  "takes a signal, and ends by it": async () => {
    const controller = new AbortController();
    const call = createHamsaClient({ apiKey: "test-key", fetch: () => new Promise(() => {}) });
    const aborted = thrownBy(call.addTwilioNumber(params, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 5);
    assert.equal((await aborted).name, "AbortedError");
  },
};
