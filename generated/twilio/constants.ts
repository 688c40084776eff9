// Generated from openapi/twilio.yaml by `npm run generate`; edits are lost.
/** The published address of the API. */
export const serverUrl = "https://api.twilio.com";

/** The method and the path of each operation. */
export const routes = {
  "listIncomingPhoneNumbers": {
    "method": "GET",
    "path": "/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json"
  }
} as const;

/** The properties that the description marks `x-secret`. */
export const secretProperties: readonly string[] = [];

/** The properties of `IncomingPhoneNumberPage`. */
export const propertiesOfIncomingPhoneNumberPage: readonly string[] = ["incoming_phone_numbers","next_page_uri","page","page_size"];

/** The properties of `IncomingPhoneNumber`. */
export const propertiesOfIncomingPhoneNumber: readonly string[] = ["sid","account_sid","phone_number","friendly_name","capabilities"];

/** The properties of `TwilioError`. */
export const propertiesOfTwilioError: readonly string[] = ["code","message","more_info","status"];
