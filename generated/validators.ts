// Generated from openapi/openapi.yaml by `npm run generate`; edits are lost.
import { type, required, properties, items, constant, oneOf, minLength, pattern, format, type Rule, type Validate, validator } from "./validation.js";

export type { BrokenConstraint, Validate } from "./validation.js";

const dateTime = format("date-time", /^(?:[0-9]{4}-(?!02-(?:29|3)|(?:0[469]|11)-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/);
const uuid = format("uuid", /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

const AddTwilioNumberRequest: readonly Rule[] = [type("object"), required("phoneNumber", "label", "twilioNumberSid", "twilioAccountSid", "twilioAuthToken"), properties({
  "phoneNumber": [type("string"), minLength(1), pattern(/^\+[1-9][0-9]{1,14}$/u)],
  "label": [type("string"), minLength(1)],
  "twilioNumberSid": [type("string"), pattern(/^PN(?:[0-9a-fA-F]{32}|X{32})$/u)],
  "twilioAccountSid": [type("string"), minLength(1), pattern(/^AC(?:[0-9a-fA-F]{32}|X{32})$/u)],
  "twilioAuthToken": [type("string"), minLength(1)],
})];

const TwilioNumber: readonly Rule[] = [type("object"), required("id", "number", "label", "numberSid", "isActive", "userId", "voiceAgentId", "createdAt", "updatedAt"), properties({
  "id": [type("string"), uuid],
  "number": [type("string"), pattern(/^\+[1-9][0-9]{1,14}$/u)],
  "label": [type("string")],
  "numberSid": [type("string"), minLength(1)],
  "isActive": [type("boolean")],
  "userId": [type("string"), uuid],
  "voiceAgentId": [type("string", "null"), uuid],
  "createdAt": [type("string"), dateTime],
  "updatedAt": [type("string"), dateTime],
})];

const AddTwilioNumberResponse: readonly Rule[] = [type("object"), required("success", "message", "data"), properties({
  "success": [type("boolean"), constant(true)],
  "message": [type("string")],
  "data": TwilioNumber,
})];

const ErrorResponse: readonly Rule[] = [type("object"), required("message"), properties({
  "success": [constant(false)],
  "message": [type("string", "array"), items([type("string")])],
  "messageKey": [type("string")],
})];

const PhoneNumber: readonly Rule[] = [type("object"), required("id", "number", "label"), properties({
  "id": [type("string"), uuid],
  "number": [type("string")],
  "label": [type("string")],
  "type": [type("string")],
  "userId": [type("string"), uuid],
  "sipInboundConfigs": [type("object", "null"), properties({
  "originationUri": [type("string", "null")],
})],
  "sipOutboundConfigs": [type("object", "null"), properties({
  "address": [type("string", "null")],
  "transportType": [type("string", "null")],
  "customHeaders": [type("object", "null")],
})],
  "voiceAgentId": [type("string", "null"), uuid],
  "voiceAgent": [type("object", "null"), properties({
  "id": [type("string"), uuid],
  "name": [type("string", "null")],
})],
  "createdAt": [type("string"), dateTime],
  "updatedAt": [type("string"), dateTime],
})];

const ListPhoneNumbersResponse: readonly Rule[] = [type("object"), required("success", "message", "data"), properties({
  "success": [type("boolean"), constant(true)],
  "message": [type("string")],
  "data": [type("array"), items(PhoneNumber)],
})];

const ListPhoneNumbersParameters: readonly Rule[] = [type("object"), properties({
  "voiceAgentId": [type("string"), uuid],
  "skip": [type("string"), pattern(/^[0-9]+$/u)],
  "take": [type("string"), pattern(/^[0-9]+$/u)],
  "provider": [type("string"), oneOf("TWILIO", "SIP")],
})];

export const validateAddTwilioNumberRequest: Validate = validator(AddTwilioNumberRequest);
export const validateAddTwilioNumberResponse: Validate = validator(AddTwilioNumberResponse);
export const validateErrorResponse: Validate = validator(ErrorResponse);
export const validateListPhoneNumbersResponse: Validate = validator(ListPhoneNumbersResponse);
export const validateListPhoneNumbersParameters: Validate = validator(ListPhoneNumbersParameters);
