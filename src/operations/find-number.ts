import { CALL_CHECKS, checked } from "../options/option-checks.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import type { PhoneNumber } from "../outcome/page-from.js";
import { Deadline } from "../transport/deadline.js";
import type { Limits, Transport } from "../transport/transport.js";
import { listed } from "./list-numbers.js";
import { checkedPhoneNumber } from "./registration-params.js";

/** Looks for one number, within one deadline over all pages. */
export async function findNumber(
  settings: Settings,
  send: Transport,
  phoneNumber: string,
  options: CallOptions = {},
): Promise<PhoneNumber | undefined> {
  const limits = checked("The options of findNumber", options, CALL_CHECKS);
  const wanted = checkedPhoneNumber("The phone number of findNumber", phoneNumber);
  const deadline = new Deadline(limits.timeout ?? settings.timeout, limits.signal);
  try {
    return await found(settings, send, wanted, { ...limits, deadline });
  } finally {
    deadline.end();
  }
}

/** The number, if the list shows it. */
export async function found(
  settings: Settings,
  send: Transport,
  wanted: string,
  limits: Limits,
): Promise<PhoneNumber | undefined> {
  for await (const each of listed(settings, send, {}, limits)) if (each.number === wanted) return each;
  return undefined;
}
