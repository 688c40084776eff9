import type { components } from "../../generated/api.js";
import type { Level } from "../../openapi/vocabulary.js";

/** A value that the description must refuse, and the level of the source: what is known about the route, without a schema. */
export interface Fact {
  /** The schema and the property in it, empty for the whole value; or `query` and the parameter. */
  readonly schema: keyof components["schemas"] | "query";
  readonly property: string;
  /** The invalid value; `undefined` if the property is missing. */
  readonly refused: unknown;
  readonly level: Level;
  readonly because: string;
}

type Row = readonly [property: string, refused: unknown, level: Level, because: string];

const REQUEST: readonly Row[] = [
  ["", "+14155550123", "documented", "the page's body is an object of five fields"],
  ["phoneNumber", undefined, "sibling", "the sibling page requires it"],
  ["label", undefined, "sibling", "the sibling page requires it"],
  ["twilioAccountSid", undefined, "sibling", "the sibling page requires it"],
  ["twilioAuthToken", undefined, "sibling", "the sibling page requires it"],
  ["twilioNumberSid", undefined, "inferred", "the page shows it, and calls no field optional"],
  ["phoneNumber", 14155550123, "documented", "the page quotes it"],
  ["label", ["Support Line"], "documented", "the page shows a string"],
  ["twilioNumberSid", 1, "documented", "the page quotes it"],
  ["twilioAccountSid", null, "documented", "the page quotes it"],
  ["twilioAuthToken", { token: "t" }, "documented", "the page quotes it"],
  ["phoneNumber", "", "sibling", "the sibling page requires at least one character"],
  ["label", "", "sibling", "the sibling page requires at least one character"],
  ["twilioAccountSid", "", "sibling", "the sibling page requires at least one character"],
  ["twilioAuthToken", "", "sibling", "the sibling page requires at least one character"],
  ["phoneNumber", "14155550123", "twilio", "E.164 starts with a plus"],
  ["phoneNumber", "+04155550123", "twilio", "no country code starts with 0"],
  ["phoneNumber", "+1 415 555 0123", "twilio", "E.164 has no spaces"],
  ["phoneNumber", "+1234567890123456", "twilio", "E.164 has at most 15 digits"],
  ["phoneNumber", "+1٤155550123", "twilio", "E.164's digits are ASCII"],
  ["twilioNumberSid", "AC0123456789abcdef0123456789abcdef", "twilio", "a number's SID starts with PN"],
  ["twilioNumberSid", "PN0123456789abcdef0123456789abcde", "twilio", "a SID has 32 digits"],
  ["twilioNumberSid", "PN0123456789abcdef0123456789abcdeg", "twilio", "a SID's digits are hexadecimal"],
  ["twilioNumberSid", "PNXXXXXXXXXXXXXXXX0123456789abcdef", "twilio", "a placeholder is all X"],
  ["twilioAccountSid", "SK0123456789abcdef0123456789abcdef", "twilio", "SK is the start of an API key's SID"],
  ["twilioAccountSid", "AC0123456789abcdef0123456789abcdef0", "twilio", "a SID has 32 digits"],
];

const NUMBER_PROPERTIES = [
  "id",
  "number",
  "label",
  "numberSid",
  "isActive",
  "userId",
  "voiceAgentId",
  "createdAt",
  "updatedAt",
];

const RESPONSE: readonly Row[] = [
  ["", [], "documented", "the page's response is an envelope"],
  ...["success", "message", "data"].map((name): Row => [name, undefined, "documented", "the page's example has it"]),
  ...NUMBER_PROPERTIES.map((name): Row => [`data.${name}`, undefined, "documented", "the page's example has it"]),
  ["success", "true", "documented", "the page's example has a boolean"],
  ["success", false, "documented", "the vendor's SDK treats this as a rejection"],
  ["message", null, "documented", "the page's example has a string"],
  ["data", "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90", "documented", "the page's example has an object"],
  ["data.id", 7, "documented", "the page's example has a UUID"],
  ["data.id", "7", "documented", "the page's example has a UUID"],
  ["data.userId", 7, "documented", "the page's example has a UUID"],
  ["data.userId", "urn:uuid:7b1d9e02-64c3-4a8f-b5e6-2c9f81d03a47", "documented", "a UUID is written without a prefix"],
  ["data.voiceAgentId", false, "documented", "the page's example has null"],
  ["data.voiceAgentId", "none", "sibling", "a sibling page has a UUID once one is assigned"],
  ["data.number", 14155550123, "documented", "the page's example has a string"],
  ["data.number", "0415 555 0123", "twilio", "it is the number that was sent, in E.164"],
  ["data.label", null, "documented", "the page's example has a string"],
  ["data.numberSid", null, "documented", "the page's example has a string"],
  ["data.numberSid", "", "inferred", "a registered number has a SID"],
  ["data.isActive", "true", "documented", "the page's example has a boolean"],
  ...["data.createdAt", "data.updatedAt"].flatMap((name): Row[] => [
    [name, 1_768_469_400, "documented", "the page's example has a string"],
    [name, "2026-01-15 09:30:00", "documented", "the page's example has an RFC 3339 date-time"],
    [name, "2026-02-30T09:30:00Z", "documented", "there is no such day"],
  ]),
];

const QUERY: readonly Row[] = [
  ["voiceAgentId", 7, "documented", "the page calls it a string"],
  ["voiceAgentId", "Front Desk", "documented", "the page calls it a UUID"],
  ["skip", 1, "documented", "the page calls it a string"],
  ["skip", "second", "inferred", "it is a page number"],
  ["skip", "-1", "inferred", "no page has a negative number"],
  ["take", 10, "documented", "the page calls it a string"],
  ["take", "all", "inferred", "it is a number of items"],
  ["provider", 1, "documented", "the page calls it a string"],
  ["provider", "twilio", "documented", "the page names TWILIO and SIP"],
  ["provider", "VONAGE", "documented", "the page names TWILIO and SIP"],
];

/** A property of the first item: "data.[].id". */
const item = (property: string) => `data.[].${property}`;

const LIST: readonly Row[] = [
  ["", [], "documented", "the page's response is an envelope"],
  ...["success", "message", "data"].map((name): Row => [name, undefined, "documented", "the page's example has it"]),
  ["success", "true", "documented", "the page's example has a boolean"],
  ["success", false, "documented", "the vendor's SDK treats this as a rejection"],
  ["message", null, "documented", "the page's example has a string"],
  ["data", { items: [] }, "documented", "the page's example has a list"],
  ["data.[]", "+14155550123", "documented", "the page's item is an object"],
  ...["id", "number", "label"].map((name): Row => [item(name), undefined, "inferred", "without it an item is useless"]),
  ...["number", "label", "type"].map((name): Row => [item(name), 7, "documented", "the page's example has a string"]),
  ...["id", "userId", "voiceAgentId", "voiceAgent.id"].flatMap((name): Row[] => [
    [item(name), 7, "documented", "the page's example has a UUID"],
    [item(name), "7", "documented", "the page's example has a UUID"],
  ]),
  ...["sipInboundConfigs", "sipOutboundConfigs", "sipOutboundConfigs.customHeaders", "voiceAgent"].map(
    (name): Row => [item(name), "none", "documented", "the page's example has an object"],
  ),
  ...[
    "sipInboundConfigs.originationUri",
    "sipOutboundConfigs.address",
    "sipOutboundConfigs.transportType",
    "voiceAgent.name",
  ].map((name): Row => [item(name), 7, "documented", "the page's example has a string"]),
  ...["createdAt", "updatedAt"].flatMap((name): Row[] => [
    [item(name), 1_768_469_400, "documented", "the page's example has a string"],
    [item(name), "2026-01-15", "documented", "the page's example has an RFC 3339 date-time"],
  ]),
];

/** These routes' errors are not documented; this is what the vendor's SDK reads for others. */
const ERROR: readonly Row[] = [
  ["", "Unauthorized", "inferred", "the SDK reads an object; a string is not a JSON error"],
  ["message", undefined, "inferred", "the SDK shows it"],
  ["message", { text: "No" }, "inferred", "the SDK shows it as a string"],
  ["message", [{ text: "No" }], "inferred", "NestJS writes a list of strings"],
  ["success", true, "inferred", "an error with success contradicts itself"],
  ["success", "false", "inferred", "a success has a boolean"],
  ["messageKey", 400, "inferred", "the SDK looks it up as a string"],
];

/** The facts of every schema, and of the query. The compiler requires a line for a new one. */
const FACTS: Readonly<Record<Fact["schema"], readonly Row[]>> = {
  AddTwilioNumberRequest: REQUEST,
  AddTwilioNumberResponse: RESPONSE,
  ListPhoneNumbersResponse: LIST,
  ErrorResponse: ERROR,
  query: QUERY,
  // Within the responses.
  TwilioNumber: [],
  PhoneNumber: [],
};

export const facts: readonly Fact[] = Object.entries(FACTS).flatMap(([schema, rows]) =>
  rows.map(([property, refused, level, because]) => ({
    schema: schema as Fact["schema"],
    property,
    refused,
    level,
    because,
  })),
);
