import type { components } from "../../generated/api.js";

type TwilioNumberSchema = components["schemas"]["TwilioNumber"];
type PhoneNumberSchema = components["schemas"]["PhoneNumber"];

/** A Twilio number that is registered with Hamsa. */
export interface TwilioNumber extends TwilioNumberSchema {}

/** A number in Hamsa's list: a Twilio number, or a number of a SIP trunk. */
export interface PhoneNumber extends PhoneNumberSchema {}

/** A number that is certainly registered. */
export type EnsuredNumber =
  /** This call registered it: the server confirmed it. */
  | { readonly created: true; readonly number: TwilioNumber | PhoneNumber }
  /** It is in the list: it was registered before, or the server's response to this call was lost. */
  | { readonly created: false; readonly number: PhoneNumber };
