import type { AddTwilioNumberParams, HamsaClient, PhoneNumber } from "../../index.js";
import type { Account } from "./ask.js";
import { nothingSent } from "./ending.js";
import type { Wanted } from "./input.js";
import { type AddOptions, asksTwilio } from "./options.js";
import { grouped } from "./phone-number.js";
import type { Result } from "./register.js";
import type { Tell } from "./tell.js";
import { type OwnedNumber, Twilio } from "./twilio.js";

/** A number that can be registered, and what Twilio says of it, if it was asked. */
export interface Candidate {
  readonly params: AddTwilioNumberParams;
  readonly owned?: OwnedNumber | undefined;
}

/** What is known before Hamsa is asked: numbers that can be registered, and those that can't. */
export interface LookedUp {
  readonly candidates: readonly Candidate[];
  readonly problems: readonly Result[];
}

/** Takes SIDs and names from Twilio where the input has none, and checks on the way whose number it is. */
export async function lookUp(
  wanted: readonly Wanted[],
  account: Account | undefined,
  options: AddOptions,
  signal: AbortSignal,
): Promise<LookedUp> {
  const candidates: Candidate[] = [];
  const problems: Result[] = [];
  const accounts = new Map<string, OwnedNumbers>();
  for (const each of wanted) {
    const { accountSid, authToken } = accountOf(each, account);
    const known =
      accounts.get(accountSid) ?? new OwnedNumbers({ accountSid, authToken }, options, wanted.length, signal);
    accounts.set(accountSid, known);
    const isAsked = asksTwilio(options) && each.twilioNumberSid === undefined;
    const owned = isAsked ? await known.get(each.phoneNumber) : undefined;
    const why = isAsked ? problemOf(owned, accountSid) : undefined;
    if (why !== undefined) {
      problems.push({ number: each.phoneNumber, outcome: "not sent", why: `${grouped(each.phoneNumber)} ${why}` });
    } else candidates.push({ owned, params: paramsOf(each, owned, { accountSid, authToken }, options) });
  }
  return { candidates, problems };
}

/** Every number of the account that takes voice calls; of the others it is told that they don't. */
export async function lookUpAll(
  account: Account,
  options: AddOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<LookedUp> {
  const candidates: Candidate[] = [];
  for await (const owned of new Twilio(account, options, signal).all()) {
    const { phone_number: phoneNumber } = owned;
    const why = problemOf(owned, account.accountSid);
    if (why !== undefined) tell(`  Left out ${grouped(phoneNumber)} ${why}`);
    else candidates.push({ owned, params: paramsOf({ phoneNumber }, owned, account, options) });
  }
  if (candidates.length > 0) return { candidates, problems: [] };
  throw nothingSent("The Twilio account has no number that takes voice calls.");
}

/** The numbers of one account: one is asked for by itself, several all at once. */
class OwnedNumbers {
  readonly #twilio: Twilio;
  readonly #isOne: boolean;
  #all: Promise<Map<string, OwnedNumber>> | undefined;

  constructor(account: Account, options: AddOptions, count: number, signal: AbortSignal) {
    this.#twilio = new Twilio(account, options, signal);
    this.#isOne = count === 1;
  }

  async get(phoneNumber: string): Promise<OwnedNumber | undefined> {
    if (this.#isOne) return this.#twilio.owned(phoneNumber);
    this.#all ??= this.#list();
    return (await this.#all).get(phoneNumber);
  }

  async #list(): Promise<Map<string, OwnedNumber>> {
    const numbers = new Map<string, OwnedNumber>();
    for await (const number of this.#twilio.all()) numbers.set(number.phone_number, number);
    return numbers;
  }
}

function accountOf({ twilioAccountSid, twilioAuthToken }: Wanted, account: Account | undefined): Account {
  const accountSid = twilioAccountSid ?? account?.accountSid;
  const authToken = twilioAuthToken ?? account?.authToken;
  if (accountSid === undefined || authToken === undefined) throw new Error("credentials were not asked for");
  return { accountSid, authToken };
}

/** Why a number can't be registered. */
function problemOf(owned: OwnedNumber | undefined, accountSid: string): string | undefined {
  if (owned === undefined)
    return `is not among the numbers of the account ${accountSid.slice(0, 6)}…${accountSid.slice(-4)}: take the account that owns it, or buy it there first.`;
  if (owned.capabilities?.voice === false)
    return "takes no voice calls, as Twilio says: a voice agent needs a number that does.";
  return undefined;
}

function paramsOf(
  { phoneNumber, label, twilioNumberSid }: Wanted,
  owned: OwnedNumber | undefined,
  { accountSid, authToken }: Account,
  options: AddOptions,
): AddTwilioNumberParams {
  const sid = options.numberSid ?? twilioNumberSid ?? owned?.sid;
  if (sid === undefined) throw nothingSent(`${phoneNumber} has no twilioNumberSid, and Twilio is not to be asked.`);
  return {
    phoneNumber,
    label: options.label ?? label ?? (owned?.friendly_name || phoneNumber),
    twilioNumberSid: sid,
    twilioAccountSid: accountSid,
    twilioAuthToken: authToken,
  };
}

/** Those of the numbers that Hamsa has already: one is looked for, of several all are listed once. */
export async function registeredAmong(
  candidates: readonly Candidate[],
  hamsa: HamsaClient,
  signal: AbortSignal,
): Promise<Map<string, PhoneNumber>> {
  const [first, ...others] = candidates.map(({ params }) => params.phoneNumber);
  if (first === undefined) return new Map();
  if (others.length === 0) {
    const found = await hamsa.findNumber(first, { signal });
    return new Map(found ? [[first, found]] : []);
  }
  const wanted = new Set([first, ...others]);
  const there = new Map<string, PhoneNumber>();
  for await (const each of hamsa.listNumbers({}, { signal })) if (wanted.has(each.number)) there.set(each.number, each);
  return there;
}
