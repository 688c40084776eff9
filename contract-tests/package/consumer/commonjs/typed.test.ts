import { createHamsaClient, HamsaError, type TwilioNumber } from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";
import type { components } from "hamsa-twilio/types";

declare const test: (name: string, run: () => Promise<void>) => void;

test("compiles, and returns the registered number", async () => {
  const params: components["schemas"]["AddTwilioNumberRequest"] = {
    phoneNumber: "+14155550123",
    label: "Support Line",
    twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
    twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
    twilioAuthToken: "any token",
  };
  const hamsa = createHamsaClient({ apiKey: "test-key", fetch: createMockFetch() });
  const number: TwilioNumber = await hamsa.addTwilioNumber(params);
  if (number.number !== params.phoneNumber) throw new Error("expected the number that was sent");
  const { data } = await hamsa.http.POST("/v1/voice-agents/twilio/phone-number", { body: params });
  if (data?.data.number !== params.phoneNumber) throw new Error("expected the number through http, too");
  const error: unknown = await createHamsaClient({ apiKey: "k", fetch: createMockFetch({ status: 401 }) })
    .addTwilioNumber(params)
    .catch((error: unknown) => error);
  if (!(error instanceof HamsaError) || error.outcome !== "rejected") throw new Error("expected a rejection");
});
