// What a back end's own tests do with the package. Each runner loads this and calls `test(name, promise)`.
const assert = require("node:assert");
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { createHamsaClient, ApiError, ConnectionError, HamsaError } = require("hamsa-twilio");
const { fileAttempts, listAttempts } = require("hamsa-twilio/attempts");
const { createMockFetch } = require("hamsa-twilio/testing");

const params = {
  phoneNumber: "+14155550123",
  label: "Support Line",
  twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
  twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
  twilioAuthToken: "any token",
};
const register = (options) => createHamsaClient({ apiKey: "test-key", ...options }).addTwilioNumber(params);
const catchError = (call) => call.then(assert.fail, (error) => error);

module.exports = {
  "returns the registered number": async () => {
    assert.equal((await register({ fetch: createMockFetch() })).number, params.phoneNumber);
  },
  "registers through http": async () => {
    const { http } = createHamsaClient({ apiKey: "test-key", fetch: createMockFetch() });
    const { data } = await http.POST("/v1/voice-agents/twilio/phone-number", { body: params });
    assert.equal(data.data.number, params.phoneNumber);
  },
  "records in a file what it sends": async () => {
    const folder = mkdtempSync(join(tmpdir(), "hamsa-attempts-"));
    try {
      const file = join(folder, "attempts.jsonl");
      await register({ fetch: createMockFetch(), attempts: fileAttempts(file, { account: "acme" }) });
      const [{ phoneNumber, attempt }] = listAttempts(file);
      assert.equal(phoneNumber, params.phoneNumber);
      assert.equal(attempt.registered.number, params.phoneNumber);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  "reports a rejection": async () => {
    const error = await catchError(register({ fetch: createMockFetch({ status: 409 }) }));
    assert(error instanceof ApiError && error instanceof HamsaError);
    assert.equal(error.outcome, "rejected");
  },
  "reports that the platform's own fetch could not connect": async () => {
    const error = await catchError(register({ baseUrl: "http://127.0.0.1:2", maxRetries: 0 }));
    assert(error instanceof ConnectionError);
    assert.equal(error.outcome, "not-sent");
  },
  "stops when its signal aborts": async () => {
    const controller = new AbortController();
    const call = createHamsaClient({ apiKey: "test-key", fetch: () => new Promise(() => {}) });
    const aborted = catchError(call.addTwilioNumber(params, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 5);
    assert.equal((await aborted).name, "AbortError");
  },
};
