import type { components } from "../../generated/api.js";

type TwilioNumberSchema = components["schemas"]["TwilioNumber"];
type PhoneNumberSchema = components["schemas"]["PhoneNumber"];

/** A Twilio number that is registered with Hamsa. */
export interface TwilioNumber extends TwilioNumberSchema {}

/** A number in Hamsa's list: a Twilio number, or a number of a SIP trunk. */
export interface PhoneNumber extends PhoneNumberSchema {}

/** A number that is certainly registered. */
export interface EnsuredNumber {
  /**
   * True if this call registered it: the server confirmed it. False if it was registered before, or if the
   * server's response to this call was lost.
   */
  readonly created: boolean;
  /** The number, as the server confirmed it or as the list shows it. */
  readonly number: TwilioNumber | PhoneNumber;
}
