import { describe, expect, test } from "vitest";
import { success } from "../support/behaviours.js";
import { clientOf, thrownBy } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

describe("a secret that is a word of the answer changes neither the outcome nor the number", () => {
  const WORDS = ["success", "message", "true", '"success":true', "+14155550123", "14155550123", "data", "Support Line"];

  test.for(WORDS)("such as %j", async (word) => {
    const fetch = async () => Response.json(success);
    const hamsa = clientOf("https://api.example.com", { fetch, apiKey: word.replace(" ", "") });
    await expect(hamsa.addTwilioNumber({ ...syntheticParams, twilioAuthToken: word })).resolves.toEqual(success.data);
  });

  test.for(WORDS)("such as %j, in a refusal on 200", async (word) => {
    const fetch = async () => Response.json({ success: false, message: "no" });
    const call = clientOf("https://api.example.com", { fetch }).addTwilioNumber({
      ...syntheticParams,
      twilioAuthToken: word,
    });
    expect(await thrownBy(call)).toMatchObject({ name: "ApiError", outcome: "rejected" });
  });
});
