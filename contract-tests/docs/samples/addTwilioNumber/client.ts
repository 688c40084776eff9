import { createHamsaClient, HamsaError } from "hamsa-twilio";

const hamsa = createHamsaClient({ apiKey: process.env.HAMSA_API_KEY });

try {
  // Checks the list first, and never sends a number twice that may be registered.
  const { number, created } = await hamsa.ensureTwilioNumber({
    phoneNumber: "+14155550123",
    label: "Support Line",
    twilioNumberSid: "PN0123456789abcdef0123456789abcdef",
    twilioAccountSid: "AC0123456789abcdef0123456789abcdef",
    twilioAuthToken: process.env.TWILIO_AUTH_TOKEN ?? "",
  });
  console.log(`${created ? "Registered" : "Found"} ${number.number} as ${number.id}.`);
} catch (error) {
  if (!(error instanceof HamsaError)) throw error;
  // What happened to the number: "not-sent", "rejected", "accepted" or "unknown".
  console.error(`${error.name}, ${error.outcome}: ${error.message}`);
  process.exitCode = 1;
}
