// Generated from openapi/twilio.yaml by `npm run generate`; edits are lost.
import { type, required, properties, items, pattern, minimum, maximum, format, type Rule, type Validate, validator } from "../validation.js";

export type { BrokenConstraint, Validate } from "../validation.js";


const IncomingPhoneNumber: readonly Rule[] = [type("object"), required("sid", "account_sid", "phone_number"), properties({
  "sid": [type("string"), pattern(/^PN[0-9a-fA-F]{32}$/u)],
  "account_sid": [type("string"), pattern(/^AC[0-9a-fA-F]{32}$/u)],
  "phone_number": [type("string")],
  "friendly_name": [type("string", "null")],
  "capabilities": [type("object"), properties({
  "voice": [type("boolean")],
  "sms": [type("boolean")],
  "mms": [type("boolean")],
})],
})];

const IncomingPhoneNumberPage: readonly Rule[] = [type("object"), required("incoming_phone_numbers"), properties({
  "incoming_phone_numbers": [type("array"), items(IncomingPhoneNumber)],
  "next_page_uri": [type("string", "null")],
  "page": [type("integer")],
  "page_size": [type("integer")],
})];

const TwilioError: readonly Rule[] = [type("object"), required("message"), properties({
  "code": [type("integer", "null")],
  "message": [type("string")],
  "more_info": [type("string")],
  "status": [type("integer")],
})];

const ListIncomingPhoneNumbersParameters: readonly Rule[] = [type("object"), required("AccountSid"), properties({
  "AccountSid": [type("string"), pattern(/^AC[0-9a-fA-F]{32}$/u)],
  "PhoneNumber": [type("string")],
  "PageSize": [type("integer"), minimum(1), maximum(1000)],
  "Page": [type("integer"), minimum(0)],
  "PageToken": [type("string")],
})];

export const validateIncomingPhoneNumberPage: Validate = validator(IncomingPhoneNumberPage);
export const validateTwilioError: Validate = validator(TwilioError);
export const validateListIncomingPhoneNumbersParameters: Validate = validator(ListIncomingPhoneNumbersParameters);
