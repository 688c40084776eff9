import type { AddTwilioNumberParams, HamsaClient, PhoneNumber } from "../../index.js";
import type { Print } from "../print.js";
import type { Account } from "./credentials.js";
import { nothingSentError } from "./ending.js";
import type { RequestedNumber } from "./input.js";
import { type AddOptions, usesTwilio } from "./options.js";
import { formatNumber } from "./phone-number.js";
import type { Result } from "./register.js";
import { type OwnedNumber, Twilio } from "./twilio.js";

/** A number that can be registered, with what Twilio has on it unless the lookup was skipped. */
export interface Candidate {
  readonly params: AddTwilioNumberParams;
  readonly owned?: OwnedNumber | undefined;
}

/** What the Twilio lookup found: numbers that can be registered, and those that can't. */
export interface LookUpResult {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly Result[];
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
  const accounts = new Map<string, OwnedNumbers>();
  for (const each of requested) {
    const { accountSid, authToken } = accountFor(each, account);
    const known =
      accounts.get(accountSid) ?? new OwnedNumbers({ accountSid, authToken }, options, requested.length, signal);
    accounts.set(accountSid, known);
    const isLookedUp = usesTwilio(options) && each.twilioNumberSid === undefined;
    const owned = isLookedUp ? await known.get(each.phoneNumber) : undefined;
    const why = isLookedUp ? findProblem(owned, accountSid) : undefined;
    if (why !== undefined) {
      problems.push({ number: each.phoneNumber, outcome: "not sent", why: `${formatNumber(each.phoneNumber)} ${why}` });
    } else candidates.push({ owned, params: createParams(each, owned, { accountSid, authToken }, options) });
  }
  return { candidates, problems };
}

/** Every number of the account that can take voice calls. Prints which others were left out. */
export async function lookUpAll(
  account: Account,
  options: AddOptions,
  signal: AbortSignal,
  print: Print,
): Promise<LookUpResult> {
  const candidates: Candidate[] = [];
  for await (const owned of new Twilio(account, options, signal).all()) {
    const { phone_number: phoneNumber } = owned;
    const why = findProblem(owned, account.accountSid);
    if (why !== undefined) print(`  Left out ${formatNumber(phoneNumber)} ${why}`);
    else candidates.push({ owned, params: createParams({ phoneNumber }, owned, account, options) });
  }
  if (candidates.length > 0) return { candidates, problems: [] };
  throw nothingSentError("The Twilio account has no number that can take voice calls.");
}

/** The numbers of one account. A single number is looked up by itself; for several, the whole list is read once. */
class OwnedNumbers {
  readonly #twilio: Twilio;
  readonly #isOne: boolean;
  #all: Promise<Map<string, OwnedNumber>> | undefined;

  constructor(account: Account, options: AddOptions, count: number, signal: AbortSignal) {
    this.#twilio = new Twilio(account, options, signal);
    this.#isOne = count === 1;
  }

  async get(phoneNumber: string): Promise<OwnedNumber | undefined> {
    if (this.#isOne) return this.#twilio.findOwned(phoneNumber);
    this.#all ??= this.#list();
    return (await this.#all).get(phoneNumber);
  }

  async #list(): Promise<Map<string, OwnedNumber>> {
    const numbers = new Map<string, OwnedNumber>();
    for await (const number of this.#twilio.all()) numbers.set(number.phone_number, number);
    return numbers;
  }
}

function accountFor({ twilioAccountSid, twilioAuthToken }: RequestedNumber, account: Account | undefined): Account {
  const accountSid = twilioAccountSid ?? account?.accountSid;
  const authToken = twilioAuthToken ?? account?.authToken;
  if (accountSid === undefined || authToken === undefined) throw new Error("the account was not requested");
  return { accountSid, authToken };
}

/** Why a number can't be registered. */
function findProblem(owned: OwnedNumber | undefined, accountSid: string): string | undefined {
  if (owned === undefined)
    return `is not one of the numbers of the account ${accountSid.slice(0, 6)}…${accountSid.slice(-4)}. Use the account that owns it, or buy it there first.`;
  if (owned.capabilities?.voice === false)
    return "can't take voice calls, according to Twilio, and a voice agent needs a number that can.";
  return undefined;
}

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
    label: options.label ?? label ?? (owned?.friendly_name || phoneNumber),
    twilioNumberSid: sid,
    twilioAccountSid: accountSid,
    twilioAuthToken: authToken,
  };
}

/** The candidates that are already registered. Looks up a single number; for several, lists everything once. */
export async function findRegistered(
  candidates: readonly Candidate[],
  hamsa: HamsaClient,
  signal: AbortSignal,
): Promise<Map<string, PhoneNumber>> {
  const [first, ...others] = candidates.map(({ params }) => params.phoneNumber);
  if (first === undefined) return new Map();
  if (others.length === 0) {
    const found = await hamsa.findPhoneNumber(first, { signal });
    return new Map(found ? [[first, found]] : []);
  }
  const wanted = new Set([first, ...others]);
  const registered = new Map<string, PhoneNumber>();
  for await (const each of hamsa.listPhoneNumbers({}, { signal }))
    if (wanted.has(each.number)) registered.set(each.number, each);
  return registered;
}
