import { describe, expect, test, vi } from "vitest";
import { success } from "../support/behaviors.js";
import { catchRegistrationError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

const URL = "https://api.example.com";

useVirtualTime();

describe("a function for the key", () => {
  test.for<readonly [what: string, apiKey: () => string | Promise<string>]>([
    ["a key", () => "key-of-the-vault"],
    ["a promise", async () => "key-of-the-vault"],
  ])("may return %s", async ([, apiKey]) => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => Response.json(success));
    await createClient(URL, { fetch, apiKey }).addTwilioNumber(syntheticParams);
    const [[, init] = []] = fetch.mock.calls;
    expect(new Headers(init?.headers).get("authorization")).toBe("Token key-of-the-vault");
  });

  const throws = (): never => {
    throw new Error("vault is sealed");
  };
  test.for<readonly [what: string, apiKey: () => unknown, says: string, retryable: boolean]>([
    ["throws", throws, "could not be obtained: the apiKey function threw", true],
    ["rejects", async () => throws(), "could not be obtained: the apiKey function threw", true],
    ["returns nothing", () => undefined, "must be a string, or a function that returns one", false],
    ["returns an empty key", () => "", "is empty; pass the Hamsa API key, or set HAMSA_API_KEY", false],
    ["returns a line break", async () => "key\n", "starts or ends with whitespace; paste it again without", false],
  ])("that %s is named, and nothing is sent", async ([, apiKey, says, retryable]) => {
    const fetch = vi.fn();
    const error = await catchRegistrationError(URL, { fetch, apiKey: apiKey as () => string });
    expect(error.message).toBe(`The API key can't be used. Nothing was sent.\n  - apiKey ${says}`);
    expect(error).toMatchObject({
      name: "InvalidParamsError",
      outcome: "not-sent",
      retryable,
      violations: [{ field: "apiKey", message: says }],
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("that returns an invalid key after a 429 leaves the number rejected", async () => {
    let keys = 0;
    const apiKey = () => (keys++ === 0 ? "an-api-key" : "");
    const fetch = async () => new Response(null, { status: 429 });
    const { result } = await measureTime(catchRegistrationError(URL, { fetch, apiKey }));
    expect(result).toMatchObject({ name: "InvalidParamsError", outcome: "rejected", retryable: false });
  });
});
