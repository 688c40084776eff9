import { createHamsaClient, type HamsaError } from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";
import type { paths } from "hamsa-twilio/types";

const hamsa = createHamsaClient({ apiKey: 7 }); // wrong: a key is a string
hamsa.addTwilioNumber({ phoneNumber: "+14155550123" }); // wrong: four fields are missing
createMockFetch({ status: "409" }); // wrong: a status is a number
export const path: keyof paths = "/v1/voice-agents/phone-number"; // wrong: there is no such path
export const outcome = (error: HamsaError): "sent" => error.outcome; // wrong: there is no such outcome
