import { ApiError, ContractError } from "./errors.js";
import type { PhoneNumber } from "./numbers.js";
import type { ListPhoneNumbersParams } from "./params.js";
import { type Page, parsePage } from "./parse-response.js";
import { type Call, sendOperation } from "./transport.js";

/** The documented default: a server might cut a larger page, which would then be taken for the last. */
const PAGE_SIZE = 10;

/** Beyond it are 20,000 numbers, or a server without an end. */
const MAX_PAGES = 2_000;

/** Fetches a page. Undefined, if the server has no such page. */
export async function fetchPage(call: Call, index: number, filters: ListPhoneNumbersParams): Promise<Page | undefined> {
  // The first page without a number: a server that counts items starts at 0 then.
  const query = { ...filters, ...(index > 1 ? { skip: String(index) } : {}), take: String(PAGE_SIZE) };
  try {
    return parsePage(await sendOperation(call, "listPhoneNumbers", { query }));
  } catch (error) {
    if (index > 1 && error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Yields every number once. Ends at a page that is short or brings nothing new: a server may take the page
 * for an offset, or ignore it. Invalid items are thrown after all valid ones.
 */
export async function* iterateNumbers(
  pageAt: (index: number) => Promise<Page | undefined>,
): AsyncGenerator<PhoneNumber, void, undefined> {
  const seen = new Set<string>();
  let problem: ContractError | undefined;
  for (let index = 1; ; index++) {
    const page = await pageAt(index);
    problem ??= page?.problem;
    const fresh = (page?.numbers ?? []).filter(({ id }) => seen.size < seen.add(id).size);
    yield* fresh;
    if (page === undefined || page.size < PAGE_SIZE || fresh.length === 0) break;
    if (index === MAX_PAGES) {
      const message = `still has new numbers after ${MAX_PAGES} pages, which is the limit`;
      const violations = [{ field: "data", message }];
      throw new ContractError("The list does not end.", { outcome: "unchanged", violations });
    }
  }
  if (problem !== undefined) throw problem;
}

/** Looks for a number in the list. */
export async function findInList(call: Call, phoneNumber: string): Promise<PhoneNumber | undefined> {
  const numbers = iterateNumbers((index) => fetchPage(call, index, {}));
  for await (const each of numbers) if (each.number === phoneNumber) return each;
  return undefined;
}
