// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
/** Where the API is published. */
export const serverUrl = "https://api.tryhamsa.com";

/** The path of each operation. */
export const paths = {
  "addTwilioNumber": "/v1/voice-agents/twilio/phone-number"
} as const;

/** The properties that the description marks `x-secret`. */
export const secretProperties: readonly string[] = ["twilioAuthToken"];
