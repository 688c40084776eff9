// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
/** The published address of the API. */
export const serverUrl = "https://api.tryhamsa.com";

/** The method and the path of each operation. */
export const routes = {
  "addTwilioNumber": {
    "method": "POST",
    "path": "/v1/voice-agents/twilio/phone-number"
  },
  "listPhoneNumbers": {
    "method": "GET",
    "path": "/v1/voice-agents/phone-number/list"
  }
} as const;

/** The properties that the description marks `x-secret`. */
export const secretProperties: readonly string[] = ["twilioAuthToken"];

/** The properties of `AddTwilioNumberRequest`. */
export const propertiesOfAddTwilioNumberRequest: readonly string[] = ["phoneNumber","label","twilioNumberSid","twilioAccountSid","twilioAuthToken"];

/** The properties of `AddTwilioNumberResponse`. */
export const propertiesOfAddTwilioNumberResponse: readonly string[] = ["success","message","data"];

/** The properties of `TwilioNumber`. */
export const propertiesOfTwilioNumber: readonly string[] = ["id","number","label","numberSid","isActive","userId","voiceAgentId","createdAt","updatedAt"];

/** The properties of `ListPhoneNumbersResponse`. */
export const propertiesOfListPhoneNumbersResponse: readonly string[] = ["success","message","data"];

/** The properties of `PhoneNumber`. */
export const propertiesOfPhoneNumber: readonly string[] = ["id","number","label","type","userId","sipInboundConfigs","sipOutboundConfigs","voiceAgentId","voiceAgent","createdAt","updatedAt"];

/** The properties of `ErrorResponse`. */
export const propertiesOfErrorResponse: readonly string[] = ["success","message","messageKey","params"];
