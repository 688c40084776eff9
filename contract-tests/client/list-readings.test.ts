import { describe, expect, test } from "vitest";
import { createListServer, createNumbers, pageOf, paging, slicePage } from "../support/list-server.js";

/** Reads a list of these numbers, which may change before each request. Returns it with the pages that were requested. */
async function read(
  all: readonly object[],
  change: (nth: number, query: URLSearchParams) => unknown,
  answer: (query: URLSearchParams, nth: number) => readonly object[] = (query) => paging(all)(query),
) {
  const { hamsa, queries } = createListServer((query, nth) => {
    change(nth, query);
    return answer(query, nth);
  });
  const numbers = await hamsa.listPhoneNumbers().toArray();
  const pages = queries.map((query) => new URLSearchParams(query).get("skip") ?? "start");
  return { numbers, pages: pages.join(" ") };
}

describe("a list of several pages is read", () => {
  test("twice, if numbers are only added, because those move no other to an earlier place", async () => {
    const all = createNumbers(130);
    const added = createNumbers(140).slice(130);
    const { numbers, pages } = await read(all, (nth) => nth === 4 && all.unshift(...added));
    expect(numbers).toEqual([...createNumbers(130), ...added]);
    expect(pages).toBe("start 2 3 1 2");
  });

  test.for([
    [1, "start 2 3 1 2 3 1 2"],
    [2, "start 2 3 1 2 3 1 2 3 1 2"],
  ] as const)("until nothing moves, if that happens before %i readings", async ([times, requested]) => {
    const all = createNumbers(130);
    const { numbers, pages } = await read(all, (_, query) => {
      if (query.get("skip") === "1" && all.length > 130 - times) all.shift();
    });
    expect(numbers).toEqual(createNumbers(130));
    expect(pages).toBe(requested);
  });

  test("again, if it seemed to end earlier than before, so that no number is missed", async () => {
    const all = createNumbers(250);
    const { numbers, pages } = await read(
      all,
      // The first number of the third page moves to the second one, which was just read.
      (nth) => nth === 3 && all.splice(150, 1),
      // In the second reading, the second page is empty.
      (query, nth) => (nth === 6 ? [] : paging(all)(query)),
    );
    expect(new Set(numbers)).toEqual(new Set(createNumbers(250)));
    expect(pages).toBe("start 2 3 4 1 2 1 2 3 4");
  });

  test("twice, if its pages are so small that all of them have fewer than ten numbers", async () => {
    const all = createNumbers(7);
    const { numbers } = await read(
      all,
      (nth) => nth === 2 && all.shift(),
      (query) => slicePage(all, pageOf(query), 3),
    );
    expect(new Set(numbers)).toEqual(new Set(createNumbers(7)));
  });
});
