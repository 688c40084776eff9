import type { components } from "../../generated/twilio/api.js";
import { examples } from "../../generated/twilio/examples.js";
import { json, type Provider } from "../verify/reference/messages.js";

export type OwnedNumber = components["schemas"]["IncomingPhoneNumber"];

export const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
export const TOKEN = "canary7f3a9c2e5b8d1046token";

/** The number that the account owns in most tests: Twilio's own example. */
const [EXAMPLE] = examples.listIncomingPhoneNumbers.responses["200"].bodies.synthetic.incoming_phone_numbers;
export const OURS: OwnedNumber = EXAMPLE;

/** The nth number of an account that owns many. */
export function ownedNumber(index: number, more: Partial<OwnedNumber> = {}): OwnedNumber {
  const sid = `PN${index.toString(16).padStart(32, "0")}`;
  return {
    ...OURS,
    sid,
    phone_number: `+1415556${String(index).padStart(4, "0")}`,
    friendly_name: `Line ${index}`,
    ...more,
  };
}

/** A Twilio that has one account and its numbers. */
export function fakeTwilio(numbers: readonly OwnedNumber[]): Provider {
  const right = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString("base64")}`;
  const { notAuthenticated } = examples.listIncomingPhoneNumbers.responses["401"].bodies;
  return ({ path, headers }) => {
    if (headers.authorization !== right) return json(401, notAuthenticated);
    const { pathname, searchParams } = new URL(path, "http://localhost");
    const [page, size] = [Number(searchParams.get("Page") ?? 0), Number(searchParams.get("PageSize") ?? 50)];
    const wanted = searchParams.get("PhoneNumber");
    const all = numbers.filter((number) => wanted === null || number.phone_number === wanted);
    const isLast = (page + 1) * size >= all.length;
    const next = `${pathname}?PageSize=${size}&Page=${page + 1}&PageToken=PA${page}`;
    const incoming_phone_numbers = all.slice(page * size, (page + 1) * size);
    return json(200, { incoming_phone_numbers, next_page_uri: isLast ? null : next, page, page_size: size });
  };
}

/** The first numbers of an account that owns many. */
export const ownedNumbers = (count: number) => Array.from({ length: count }, (_, index) => ownedNumber(index));
