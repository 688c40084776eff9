import {
  type AddTwilioNumberParams,
  ApiError,
  createHamsaClient,
  HamsaError,
  type Outcome,
  type TwilioNumber,
} from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";
import type { components, paths } from "hamsa-twilio/types";

const params: AddTwilioNumberParams = {
  phoneNumber: "+14155550123",
  label: "Support Line",
  twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
  twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
  twilioAuthToken: "any token",
};

export async function register(): Promise<TwilioNumber | Outcome> {
  const fetch = createMockFetch({ status: 409 });
  const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
  try {
    const number: components["schemas"]["TwilioNumber"] = await hamsa.addTwilioNumber(params);
    return number;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return error.body?.message === "" ? "unknown" : "rejected";
    if (error instanceof HamsaError) return error.outcome;
    throw error;
  }
}

export const path: keyof paths = "/v1/voice-agents/twilio/phone-number";
