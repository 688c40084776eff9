import { describe, expect, test } from "vitest";
import { success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

describe("a secret that is a word in the response changes neither the outcome nor the number", () => {
  const WORDS = ["success", "message", "true", '"success":true', "+14155550123", "14155550123", "data", "Support Line"];

  test.for(WORDS)("such as %j", async (word) => {
    const fetch = async () => Response.json(success);
    const hamsa = createClient("https://api.example.com", { fetch, apiKey: word.replace(" ", "") });
    await expect(hamsa.addTwilioNumber({ ...syntheticParams, twilioAuthToken: word })).resolves.toEqual(success.data);
  });

  test.for(WORDS)("such as %j, in a 200 that rejects", async (word) => {
    const fetch = async () => Response.json({ success: false, message: "no" });
    const call = createClient("https://api.example.com", { fetch }).addTwilioNumber({
      ...syntheticParams,
      twilioAuthToken: word,
    });
    expect(await catchError(call)).toMatchObject({ name: "ApiError", outcome: "rejected" });
  });
});
