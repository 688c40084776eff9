/**
 * The published page "Add Twilio Number to a User Route", verbatim as of 2026-11-22. It is separate from
 * the description, so that an edit of the description that departs from the page fails a test.
 */
export const PUBLISHED = {
  method: "POST",
  url: "https://api.tryhamsa.com/v1/voice-agents/twilio/phone-number",
  header: "Authorization",
  authorization:
    "Pass the API key in the Authorization header, You need to put Token keyword before the API key. e.g. 'Authorization: Token <api-key>'",
  mediaType: "application/json",
  request: `{
"phoneNumber": "+9700000000",
"label": "Support Line",
"twilioNumberSid": "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
"twilioAccountSid": "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
"twilioAuthToken": "your_twilio_auth_token"
}`,
  status: "200",
  response: `{
"success": true,
"message": "Success",
"data": {
"id": "d949f13f-40d2-4e48-ac86-b66633070603",
"number": "+9700000000",
"label": "My Twilio Number",
"numberSid": "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
"isActive": true,
"userId": "d949f13f-40d2-4e48-ac86-b66633070603",
"voiceAgentId": null,
"createdAt": "2023-01-01T12:00:00Z",
"updatedAt": "2023-02-01T12:00:00Z"
}
}`,
};

/** The published page "List Phone Numbers", verbatim as of 2026-11-24. */
export const PUBLISHED_LIST = {
  method: "GET",
  url: "https://api.tryhamsa.com/v1/voice-agents/phone-number/list",
  query: [
    { name: "voiceAgentId", type: "string", example: "d949f13f-40d2-4e48-ac86-b66633070603" },
    { name: "skip", type: "string", defaultsTo: "1", example: "1" },
    { name: "take", type: "string", defaultsTo: "10", example: "10" },
    { name: "provider", type: "string", options: ["TWILIO", "SIP"], example: "TWILIO" },
  ],
  status: "200",
  response: `{
  "success": true,
  "message": "Success",
  "data": [
    {
      "id": "d949f13f-40d2-4e48-ac86-b66633070603",
      "number": "+9700000000",
      "label": "My Twilio Number",
      "type": "TWILIO",
      "userId": "d949f13f-40d2-4e48-ac86-b66633070603",
      "sipInboundConfigs": {
        "originationUri": "sip:sip.eu.tryhamsa.com:5060;transport=tcp"
      },
      "sipOutboundConfigs": {
        "address": "sip.example.com",
        "transportType": "TCP",
        "customHeaders": {}
      },
      "voiceAgentId": "d949f13f-40d2-4e48-ac86-b66633070603",
      "voiceAgent": {
        "id": "d949f13f-40d2-4e48-ac86-b66633070603",
        "name": "My Voice Agent"
      },
      "createdAt": "2023-01-01T12:00:00Z",
      "updatedAt": "2023-02-01T12:00:00Z"
    }
  ]
}`,
};
