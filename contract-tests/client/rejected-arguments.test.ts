import { afterEach, describe, expect, test, vi } from "vitest";
import { createHamsaClient } from "../../src/index.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

// What a programmer reads after a mistake: which argument of which method, which field, and what to do.

const URL_OF_API = "https://api.example.com";
const { phoneNumber } = syntheticParams;

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

/** The message of the error that says why a client is not made. */
function catchMessage(options?: object): string {
  try {
    createHamsaClient(options);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("expected an error");
}

describe("the error of a method names the argument and its problem:", () => {
  const fetch = vi.fn();
  const hamsa = createClient(URL_OF_API, { fetch });
  const options = { timeout: 0 };
  const TIMEOUT = "timeout must be a whole number of ms from 1 to 2147483647";
  const params = { ...syntheticParams, label: "" };
  const LABEL = "label must not be empty";
  const filters = { voiceAgent: "x" } as object;
  const elsewhere = { baseUrl: "https://elsewhere.example" };

  test.for<readonly [argument: string, problem: string, call: () => Promise<unknown>]>([
    ["The options of addTwilioNumber", TIMEOUT, () => hamsa.addTwilioNumber(syntheticParams, options)],
    ["The params of addTwilioNumber", LABEL, () => hamsa.addTwilioNumber(params)],
    ["The options of ensureTwilioNumber", TIMEOUT, () => hamsa.ensureTwilioNumber(syntheticParams, options)],
    ["The params of ensureTwilioNumber", LABEL, () => hamsa.ensureTwilioNumber(params)],
    ["The options of findPhoneNumber", TIMEOUT, () => hamsa.findPhoneNumber(phoneNumber, options)],
    [
      "The phone number of findPhoneNumber",
      "phoneNumber must start with + and the country code",
      () => hamsa.findPhoneNumber(phoneNumber.slice(1)),
    ],
    ["The options of listPhoneNumbers", TIMEOUT, () => hamsa.listPhoneNumbers({}, options).toArray()],
    [
      "The params of listPhoneNumbers",
      "voiceAgent is not a param; the params are voiceAgentId, provider",
      () => hamsa.listPhoneNumbers(filters).toArray(),
    ],
    [
      "The call",
      "baseUrl must be on https://api.example.com, the host this client's key is for; create another client for another host",
      () => hamsa.http.GET("/v1/voice-agents/phone-number/list", elsewhere),
    ],
  ])("%s", async ([argument, problem, call]) => {
    const error = await catchError(call());
    expect(error.message).toBe(`${argument} can't be used. Nothing was sent.\n  - ${problem}`);
    expect(error.name).toBe("InvalidParamsError");
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("the error of createHamsaClient", () => {
  test("lists each problem on a line of its own", () => {
    expect(catchMessage({ apiKey: "", timeout: 2 ** 31, maxRetries: 101, attempts: {} })).toBe(
      [
        "The options of createHamsaClient can't be used. Nothing was sent.",
        "  - apiKey is empty; pass the Hamsa API key, or set HAMSA_API_KEY",
        "  - timeout must be a whole number of ms from 1 to 2147483647",
        "  - maxRetries must be a whole number of retries from 0 to 100",
        "  - attempts must have the method compareAndSet",
      ].join("\n"),
    );
  });

  const NO_KEY =
    "The options of createHamsaClient can't be used. Nothing was sent." +
    "\n  - apiKey is empty; pass the Hamsa API key, or set HAMSA_API_KEY";

  test("says how to pass a key if there is none", () => {
    vi.stubEnv("HAMSA_API_KEY", undefined);
    expect(catchMessage()).toBe(NO_KEY);
  });

  test("says it on a platform without an environment, too", () => {
    vi.stubGlobal("process", undefined);
    const message = catchMessage();
    vi.unstubAllGlobals();
    expect(message).toBe(NO_KEY);
  });

  test("rejects a base URL that is an object", () => {
    expect(catchMessage({ apiKey: "an-api-key", baseUrl: new URL(URL_OF_API) })).toBe(
      "The options of createHamsaClient can't be used. Nothing was sent." +
        "\n  - baseUrl must be a URL, such as https://api.example.com",
    );
  });
});

describe("a signal is rejected if it", () => {
  const { signal } = new AbortController();
  const addEventListener = signal.addEventListener.bind(signal);
  const removeEventListener = signal.removeEventListener.bind(signal);

  test.for<readonly [string, unknown]>([
    ["is not an object", "signal"],
    ["is its controller", new AbortController()],
    ["does not say whether it is aborted", { addEventListener, removeEventListener }],
    ["can't be listened to", { aborted: false, removeEventListener }],
    ["can't be left alone afterwards", { aborted: false, addEventListener }],
  ])("%s", async ([, value]) => {
    const fetch = vi.fn();
    const call = createClient(URL_OF_API, { fetch }).addTwilioNumber(syntheticParams, { signal: value as AbortSignal });
    expect((await catchError(call)).message).toBe(
      "The options of addTwilioNumber can't be used. Nothing was sent.\n  - signal must be an AbortSignal",
    );
    expect(fetch).not.toHaveBeenCalled();
  });
});
