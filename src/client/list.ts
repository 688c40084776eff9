import { ApiError, ContractError } from "./errors.js";
import type { PhoneNumber } from "./numbers.js";
import type { ListPhoneNumbersParams } from "./params.js";
import { isSameNumber, type ListItem, type Page, parsePage } from "./parse-response.js";
import { type Call, sendOperation } from "./transport.js";

/** How many numbers are requested per page. A server may return fewer. */
const PAGE_SIZE = 100;

/** The documented default. A server that returns fewer on its first page has no more. */
const DEFAULT_PAGE_SIZE = 10;

/** Beyond it are 200,000 numbers, or a server without an end. */
const MAX_PAGES = 2_000;

/** How many times the list is read, if numbers keep moving to earlier places. */
const MAX_READINGS = 4;

/** How long to wait before a page that got a 404 is requested again, in ms. */
const RETRY_404_MS = 500;

/** A page to request: which one (the first, if undefined), and how many numbers per page. */
export interface PageRequest {
  readonly skip: number | undefined;
  readonly take: number;
}

/**
 * Fetches a page. A 404 means that there are no more pages, except for the first, and only if it repeats. A
 * server may reject a first page of this size, so it is requested again with the documented one.
 */
export async function fetchPage(
  call: Call,
  { skip, take }: PageRequest,
  filters: ListPhoneNumbersParams,
): Promise<Page> {
  const query = { ...filters, skip: skip?.toString(), take: String(take) };
  for (let attempt = 1; ; attempt++) {
    try {
      return parsePage(await sendOperation(call, "listPhoneNumbers", { query }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (take === PAGE_SIZE && skip === undefined && (error.status === 400 || error.status === 422))
        return fetchPage(call, { skip, take: DEFAULT_PAGE_SIZE }, filters);
      if (skip === undefined || error.status !== 404) throw error;
      if (attempt === 2) return { items: [], problem: undefined };
      await call.deadline.sleep(RETRY_404_MS);
    }
  }
}

/**
 * Yields every item once, valid or not, and returns what is wrong with them. It misses no item, whichever way
 * the server pages:
 * - It continues with the size of the first page, so a server with a smaller limit leaves no gap.
 * - It ends at a page without new items, so a server may return fewer than requested, or ignore the page.
 * - It reads a list of several pages again, until no item has moved to an earlier place. If one was removed
 *   while the list was read, another moved to a page that had been read already, and was missed.
 * - The first reading starts without a page number, and the second with page 1, so a server may also count
 *   from 0.
 */
async function* readList(
  fetch: (request: PageRequest) => Promise<Page>,
): AsyncGenerator<ListItem, ContractError | undefined> {
  const seen = new Set<string>();
  let before: Reading | undefined;
  let problem: ContractError | undefined;
  let take = PAGE_SIZE;
  let requests = 0;
  for (let readings = 1; readings <= MAX_READINGS; readings++) {
    const reading: Reading = { places: new Map(), pages: 0, size: 0, hasMoved: false };
    for (let number = 1; ; number++) {
      if (++requests > MAX_PAGES) throw listError(`still has new numbers after ${MAX_PAGES} pages, which is the limit`);
      const isStart = readings === 1 && number === 1;
      const page = await fetch({ skip: isStart ? undefined : number, take });
      problem ??= page.problem;
      yield* page.items.filter(({ key }) => seen.size < seen.add(key).size);
      if (isStart) take = Math.min(page.items.length, PAGE_SIZE);
      if (!addToReading(reading, page.items, before)) break;
      // What follows was without new items in the reading before, and no item has moved since.
      if (number === before?.pages && !reading.hasMoved) break;
    }
    if (isComplete(reading, before)) return problem;
    // One that ended earlier than the one before it may have met a gap, so the next one goes beyond that.
    before = reading.pages < (before?.pages ?? 0) ? { ...reading, pages: 0 } : reading;
  }
  throw listError("kept changing while it was read", true);
}

/** One reading of the list, from the first page to the last. */
interface Reading {
  /** The place of each item, counted over all pages. */
  readonly places: Map<string, number>;
  /** How many items all pages had, including repeated ones. */
  size: number;
  /** How many pages had new items. */
  pages: number;
  /** Whether an item was at an earlier place than in the reading before. */
  hasMoved: boolean;
}

/** Returns whether the page has items that are new in this reading. */
function addToReading(reading: Reading, items: readonly ListItem[], before: Reading | undefined): boolean {
  const { places, size } = reading;
  const count = places.size;
  for (const [index, { key }] of items.entries()) {
    if (places.has(key)) continue;
    const place = size + index;
    places.set(key, place);
    if (place < (before?.places.get(key) ?? 0)) reading.hasMoved = true;
  }
  reading.size += items.length;
  if (places.size === count) return false;
  reading.pages++;
  return true;
}

/** Whether no item can have been missed. */
function isComplete({ places, pages, hasMoved }: Reading, before: Reading | undefined): boolean {
  if (before === undefined) return pages === 0 || (pages === 1 && places.size < DEFAULT_PAGE_SIZE);
  return !hasMoved && pages >= before.pages;
}

function listError(message: string, retryable = false): ContractError {
  const violations = [{ field: "data", message }];
  return new ContractError("The list can't be read to its end.", { outcome: "unchanged", violations, retryable });
}

/** Yields every valid number once. Throws what is wrong with the list after all of them. */
export async function* iterateNumbers(
  fetch: (request: PageRequest) => Promise<Page>,
): AsyncGenerator<PhoneNumber, void, undefined> {
  const items = readList(fetch);
  let next = await items.next();
  for (; !next.done; next = await items.next()) if (next.value.isValid) yield next.value.number;
  if (next.value !== undefined) throw next.value;
}

/**
 * Looks for a Twilio number in the list. Only `number` is needed for that, so items that are not as
 * described hide nothing. An item of a SIP trunk is not a Twilio number.
 */
export async function findInList(call: Call, phoneNumber: string): Promise<PhoneNumber | undefined> {
  for await (const { number } of readList((request) => fetchPage(call, request, {})))
    if (isSameNumber(number.number, phoneNumber) && number.type !== "SIP") return number;
  return undefined;
}
