import type { operations } from "../../generated/api.js";
import { parametersOf, routes } from "../../generated/constants.js";
import { validateListPhoneNumbersParameters } from "../../generated/validators.js";
import { ApiError } from "../errors/api-error.js";
import { ContractError } from "../errors/contract-error.js";
import { InvalidParamsError } from "../errors/invalid-params-error.js";
import { violationsOf } from "../errors/violations.js";
import { CALL_CHECKS, checked, copied } from "../options/option-checks.js";
import type { CallOptions } from "../options/options.js";
import type { Settings } from "../options/settings.js";
import { type Page, type PhoneNumber, pageFrom } from "../outcome/page-from.js";
import { Secrets } from "../transport/secrets.js";
import type { Limits, Transport } from "../transport/transport.js";

type Query = NonNullable<operations["listPhoneNumbers"]["parameters"]["query"]>;

/** Which numbers to list; without them all. Pages are counted by the client. */
export type ListNumbersParams = Omit<Query, "skip" | "take">;

/** The numbers of an account, asked for page by page as they are needed, anew each time. */
export interface NumberList extends AsyncIterable<PhoneNumber> {
  /** All of them. */
  toArray(): Promise<PhoneNumber[]>;
}

/** The documented default: a larger page might be cut, and be taken for the last. */
const PAGE_SIZE = 10;

/** More would be 20,000 numbers, or a server without end. */
const MOST_PAGES = 2_000;

/** The operation: checks the params, asks for page after page, and judges each answer. */
export function listNumbers(
  settings: Settings,
  send: Transport,
  params: ListNumbersParams = {},
  options: CallOptions = {},
): NumberList {
  async function* numbers(): AsyncGenerator<PhoneNumber, void, undefined> {
    const limits = checked("The options of listNumbers", options, CALL_CHECKS);
    yield* listed(settings, send, checkedFilters(params), limits);
  }
  return {
    [Symbol.asyncIterator]: numbers,
    async toArray() {
      const all: PhoneNumber[] = [];
      for await (const number of numbers()) all.push(number);
      return all;
    },
  };
}

function checkedFilters(params: ListNumbersParams): ListNumbersParams {
  const subject = "The params of listNumbers";
  const filters = copied(subject, params, "params");
  const known = parametersOf.listPhoneNumbers.filter((name) => name !== "skip" && name !== "take");
  const strange = Object.keys(filters).filter((name) => !known.includes(name));
  const violations = [
    ...strange.map((field) => ({ field, message: `is not a param; the params are ${known.join(", ")}` })),
    ...violationsOf(validateListPhoneNumbersParameters, filters, "params").filter(
      ({ field }) => !strange.includes(field),
    ),
  ];
  if (violations.length > 0) throw new InvalidParamsError(subject, violations);
  return filters;
}

/**
 * Every number once. Ends at a page that is short or brings nothing new: a server may take the page for
 * an offset, or ignore it. What is odd in any page is thrown after all that is not.
 */
export async function* listed(
  settings: Settings,
  send: Transport,
  filters: ListNumbersParams,
  limits: Limits,
): AsyncGenerator<PhoneNumber, void, undefined> {
  const seen = new Set<string>();
  let problem: ContractError | undefined;
  for (let index = 1; ; index++) {
    const page = await pageAt(index, settings, send, filters, limits);
    problem ??= page?.problem;
    const fresh = (page?.numbers ?? []).filter(({ id }) => seen.size < seen.add(id).size);
    yield* fresh;
    if (page === undefined || page.size < PAGE_SIZE || fresh.length === 0) break;
    if (index === MOST_PAGES) throw endless();
  }
  if (problem !== undefined) throw problem;
}

/** A page, or nothing where the server says that there is no such page. */
async function pageAt(
  index: number,
  settings: Settings,
  send: Transport,
  filters: ListNumbersParams,
  limits: Limits,
): Promise<Page | undefined> {
  const { method, path } = routes.listPhoneNumbers;
  // The first page without a number: whoever counts items begins at 0 then.
  const query: Query = { ...filters, ...(index > 1 ? { skip: String(index) } : {}), take: String(PAGE_SIZE) };
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  const url = `${settings.baseUrl}${path}?${new URLSearchParams(set)}`;
  const headers = [settings.headers, limits.headers, { accept: "application/json", "content-type": undefined }];
  try {
    return pageFrom(await send({ method, url, headers, body: undefined, secrets: new Secrets() }, limits));
  } catch (error) {
    if (index > 1 && error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

function endless(): ContractError {
  const message = `still brings new numbers; no more than ${MOST_PAGES} pages are read`;
  return new ContractError("The list does not end.", {
    outcome: "unchanged",
    violations: [{ field: "data", message }],
  });
}
