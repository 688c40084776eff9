import type { AddTwilioNumberParams } from "../../index.js";
import type { Account } from "./credentials.js";
import { nothingSentError } from "./ending.js";
import type { RequestedNumber } from "./input.js";
import { type AddOptions, usesTwilio } from "./options.js";
import { formatNumber } from "./phone-number.js";
import type { Result } from "./result.js";
import { findOwnedNumber, listOwnedNumbers, type OwnedNumber, openAccount } from "./twilio.js";

/** A number that can be registered, with what Twilio has on it unless the lookup was skipped. */
export interface Candidate {
  readonly params: AddTwilioNumberParams;
  readonly owned?: OwnedNumber | undefined;
}

/** What the Twilio lookup found. */
export interface LookUpResult {
  /** Numbers that can be registered. */
  readonly candidates: readonly Candidate[];
  /** Requested numbers that can't be registered, and why. */
  readonly problems: readonly Result[];
  /** Numbers that were not requested by name, and that can't be registered. */
  readonly leftOut: readonly string[];
}

/** Gets the SIDs and names that the input lacks from Twilio, which also shows whose number it is. */
export async function lookUp(
  requested: readonly RequestedNumber[],
  account: Account | undefined,
  options: AddOptions,
  signal: AbortSignal,
): Promise<LookUpResult> {
  const candidates: Candidate[] = [];
  const problems: Result[] = [];
  const lookups = new Map<string, Find>();
  for (const each of requested) {
    const credentials = accountFor(each, account);
    const { accountSid } = credentials;
    const isLookedUp = usesTwilio(options) && each.twilioNumberSid === undefined;
    const owned = isLookedUp
      ? await getOrCreate(lookups, JSON.stringify(credentials), () =>
          createLookup(credentials, requested.length === 1, options, signal),
        )(each.phoneNumber)
      : undefined;
    const why = isLookedUp ? findProblem(owned, accountSid) : undefined;
    if (why === undefined) candidates.push({ owned, params: createParams(each, owned, credentials, options) });
    else
      problems.push({
        number: each.phoneNumber,
        outcome: "not sent",
        why: `${formatNumber(each.phoneNumber)} ${why}`,
        reason: why.replace(/^is /, ""),
      });
  }
  return { candidates, problems, leftOut: [] };
}

/** Every number of the account that can take voice calls. */
export async function lookUpAll(account: Account, options: AddOptions, signal: AbortSignal): Promise<LookUpResult> {
  const candidates: Candidate[] = [];
  const leftOut: string[] = [];
  for await (const owned of listOwnedNumbers(openAccount(account, options, signal))) {
    const { phoneNumber } = owned;
    if (findProblem(owned, account.accountSid) !== undefined) leftOut.push(phoneNumber);
    else candidates.push({ owned, params: createParams({ phoneNumber }, owned, account, options) });
  }
  if (candidates.length > 0) return { candidates, problems: [], leftOut };
  throw nothingSentError("The Twilio account has no number that can take voice calls.");
}

type Find = (phoneNumber: string) => Promise<OwnedNumber | undefined>;

/** A single number is looked up by itself. For several, the account's whole list is read once. */
function createLookup(account: Account, isSingle: boolean, options: AddOptions, signal: AbortSignal): Find {
  const opened = openAccount(account, options, signal);
  if (isSingle) return (phoneNumber) => findOwnedNumber(opened, phoneNumber);
  let all: Promise<ReadonlyMap<string, OwnedNumber>> | undefined;
  const readAll = async () => {
    const numbers = new Map<string, OwnedNumber>();
    for await (const number of listOwnedNumbers(opened)) numbers.set(number.phoneNumber, number);
    return numbers;
  };
  return async (phoneNumber) => {
    all ??= readAll();
    return (await all).get(phoneNumber);
  };
}

function getOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}

function accountFor({ twilioAccountSid, twilioAuthToken }: RequestedNumber, account: Account | undefined): Account {
  const accountSid = twilioAccountSid ?? account?.accountSid;
  const authToken = twilioAuthToken ?? account?.authToken;
  if (accountSid === undefined || authToken === undefined) throw new Error("the account was not requested");
  return { accountSid, authToken };
}

/** Why a number can't be registered, as the end of a sentence that starts with it. */
function findProblem(owned: OwnedNumber | undefined, accountSid: string): string | undefined {
  if (owned === undefined)
    return `is not one of the numbers of the account ${abbreviate(accountSid)}. Use the account that owns it, or buy it there first.`;
  if (owned.accountSid !== accountSid)
    return `belongs to the account ${abbreviate(owned.accountSid)}, not to ${abbreviate(accountSid)}. Use the account that owns it.`;
  if (owned.voice === false)
    return "can't take voice calls, according to Twilio, and a voice agent needs a number that can.";
  return undefined;
}

/** `AC0123…cdef`. */
export const abbreviate = (sid: string) => `${sid.slice(0, 6)}…${sid.slice(-4)}`;

function createParams(
  { phoneNumber, label, twilioNumberSid }: RequestedNumber,
  owned: OwnedNumber | undefined,
  { accountSid, authToken }: Account,
  options: AddOptions,
): AddTwilioNumberParams {
  const sid = options.numberSid ?? twilioNumberSid ?? owned?.sid;
  if (sid === undefined)
    throw nothingSentError(`${phoneNumber} has no twilioNumberSid, and --no-twilio turns the lookup off.`);
  return {
    phoneNumber,
    label: options.label ?? label ?? (owned?.name || phoneNumber),
    twilioNumberSid: sid,
    twilioAccountSid: accountSid,
    twilioAuthToken: authToken,
  };
}
