import { createListItem, success } from "./behaviors.js";
import { createClient } from "./clients.js";

/** The address of a server that is a function. */
export const LIST_URL = "https://api.example.com";

/** So many items of the list, each with a number of its own. */
export const createNumbers = (count: number) =>
  Array.from({ length: count }, (_, index) => createListItem(`+1415555${1000 + index}`, index));

/** A client of a server that responds to each query with these items, and the queries it got. */
export function createListServer(answer: (query: URLSearchParams, nth: number) => readonly object[] | Response) {
  const queries: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    const { searchParams } = new URL(String(url));
    const given = answer(searchParams, queries.push(String(searchParams)));
    return given instanceof Response ? given : Response.json({ ...success, data: given });
  };
  return { hamsa: createClient(LIST_URL, { fetch: fetch as typeof globalThis.fetch }), queries };
}

export const pageOf = (query: URLSearchParams) => Number(query.get("skip") ?? 1) - 1;
export const takeOf = (query: URLSearchParams) => Number(query.get("take") ?? 10);
export const slicePage = (all: readonly object[], page: number, size: number) =>
  all.slice(page * size, (page + 1) * size);

/** A server that reads `skip` as a page number, as documented. */
export const paging = (all: readonly object[]) => (query: URLSearchParams) =>
  slicePage(all, pageOf(query), takeOf(query));
