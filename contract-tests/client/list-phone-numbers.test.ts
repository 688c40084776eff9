import { describe, expect, test, vi } from "vitest";
import { ContractError, InvalidParamsError } from "../../src/index.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import {
  createListServer,
  createNumbers,
  LIST_URL,
  pageOf,
  paging,
  slicePage,
  takeOf,
} from "../support/list-server.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

describe("listPhoneNumbers returns every number once", () => {
  test.for([
    [0, 1],
    [1, 2],
    [9, 2],
    [10, 3],
    [11, 3],
    [100, 3],
    [101, 5],
    [400, 9],
  ] as const)("of %i, with %i requests", async ([count, requests]) => {
    const { hamsa, queries } = createListServer(paging(createNumbers(count)));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(createNumbers(count));
    expect(queries).toHaveLength(requests);
  });

  const WAYS_OF_PAGING: readonly (readonly [
    how: string,
    paging: (all: readonly object[]) => (query: URLSearchParams) => object[],
  ])[] = [
    [
      "takes the page for an offset",
      (all) => (query) => all.slice(Number(query.get("skip") ?? 0)).slice(0, Number(query.get("take"))),
    ],
    ["ignores the size", (all) => (query) => paging(all)(new URLSearchParams({ skip: query.get("skip") ?? "1" }))],
    ["ignores the page", (all) => () => [...all]],
    [
      "counts pages from 0",
      (all) => (query) => slicePage(all, Number(query.get("skip") ?? 0), Math.min(10, takeOf(query))),
    ],
    ["returns at most 5", (all) => (query) => slicePage(all, pageOf(query), Math.min(5, takeOf(query)))],
    [
      "returns at most 5, and skips as many as it was asked for",
      (all) => (query) => slicePage(all, pageOf(query), takeOf(query)).slice(0, 5),
    ],
    [
      "returns at most 10, and hides some of them",
      (all) => (query) =>
        slicePage(all, pageOf(query), Math.min(10, takeOf(query))).filter((each) => all.indexOf(each) % 3 > 0),
    ],
  ];

  test.for(WAYS_OF_PAGING)("from a server that %s", async ([how, pageWith]) => {
    const all = createNumbers(47);
    const { hamsa } = createListServer(pageWith(all));
    const visible = how.includes("hides") ? all.filter((_, index) => index % 3 > 0) : all;
    const read = await hamsa.listPhoneNumbers().toArray();
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(visible.map(({ id }) => id)));
    expect(read).toHaveLength(visible.length);
  });

  test.for([400, 422])("from a server that rejects a page of 100 with %i", async (status) => {
    const all = createNumbers(25);
    const { hamsa } = createListServer((query) =>
      takeOf(query) > 50 ? Response.json({ message: "take is too large" }, { status }) : paging(all)(query),
    );
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(all);
  });

  test("from a server that ignores the page, with three requests", async () => {
    const { hamsa, queries } = createListServer(() => createNumbers(30));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(createNumbers(30));
    expect(queries).toHaveLength(3);
  });

  test("up to a 404 for the page beyond the last, if the 404 repeats", async () => {
    const { hamsa, queries } = createListServer((query) =>
      pageOf(query) > 0 ? Response.json({ message: "no such page" }, { status: 404 }) : createNumbers(9),
    );
    const { result } = await measureTime(hamsa.listPhoneNumbers().toArray());
    expect(result).toHaveLength(9);
    expect(queries).toHaveLength(3);
  });

  test("though a page that exists once got a 404", async () => {
    const { hamsa } = createListServer((query, nth) =>
      nth === 2 ? Response.json({ message: "try again" }, { status: 404 }) : paging(createNumbers(150))(query),
    );
    const { result } = await measureTime(hamsa.listPhoneNumbers().toArray());
    expect(result).toHaveLength(150);
  });

  test.for([
    ["a number is removed", (all: object[]) => all.splice(3, 1)],
    ["ten numbers are added in front", (all: object[]) => all.unshift(...createNumbers(160).slice(150))],
  ] as const)("though %s between two pages", async ([, change]) => {
    const all = createNumbers(130);
    const { hamsa } = createListServer((query, nth) => {
      if (nth === 2) change(all);
      return paging(all)(query);
    });
    const read = await hamsa.listPhoneNumbers().toArray();
    for (const each of createNumbers(130)) expect(read).toContainEqual(each);
  });

  test("and throws if numbers keep being removed while the list is read", async () => {
    const all = createNumbers(400);
    const { hamsa } = createListServer((query) => {
      all.shift();
      return paging(all)(query);
    });
    const error = await catchError(hamsa.findPhoneNumber("+14155550199"));
    expect(error).toMatchObject({ name: "ContractError", outcome: "unchanged", retryable: true });
    expect(error.message).toContain("data kept changing while it was read");
  });

  test("and throws if the list has more than 2,000 pages", async () => {
    const { hamsa, queries } = createListServer((_, nth) => [createListItem("+14155550199", nth)]);
    const error = await catchError(hamsa.listPhoneNumbers().toArray());
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toBe(
      "The list can't be read to its end. This request only reads, so nothing changed.\n  - data still has new numbers after 2000 pages, which is the limit",
    );
    expect(error).toMatchObject({ outcome: "unchanged", retryable: false });
    expect(queries).toHaveLength(2_000);
  });

  test("and requests only the pages that are read, again for each iteration", async () => {
    const { hamsa, queries } = createListServer(paging(createNumbers(400)));
    const list = hamsa.listPhoneNumbers();
    for (let times = 1; times <= 2; times++) {
      for await (const { number } of list) if (number.endsWith("1112")) break;
      expect(queries).toHaveLength(2 * times);
    }
  });

  test("that matches the filters", async () => {
    const { hamsa, queries } = createListServer(() => []);
    const voiceAgentId = "d949f13f-40d2-4e48-ac86-b66633070603";
    await hamsa.listPhoneNumbers({ provider: "SIP", voiceAgentId }).toArray();
    expect(queries).toEqual([`provider=SIP&voiceAgentId=${voiceAgentId}&take=100`]);
  });
});

describe("listPhoneNumbers rejects before it sends", () => {
  test.for([
    [{ provider: "twilio" }, "provider", /must be one of TWILIO, SIP/],
    [{ voiceAgentId: "Front Desk" }, "voiceAgentId", /must be a uuid/],
    [{ voiceAgentId: 7 }, "voiceAgentId", /must be of type string/],
    [{ skip: "2" }, "skip", /is not a param; the params are voiceAgentId, provider/],
    ["SIP", "params", /must be an object, or be omitted/],
  ] as const)("%j", async ([params, field, says]) => {
    const { hamsa, queries } = createListServer(() => []);
    const error = await catchError(hamsa.listPhoneNumbers(params as object).toArray());
    expect(error).toBeInstanceOf(InvalidParamsError);
    expect(error).toMatchObject({ outcome: "not-sent", violations: [{ field, message: expect.stringMatching(says) }] });
    expect(queries).toEqual([]);
  });
});

describe("findPhoneNumber", () => {
  test("returns undefined for a number that is on no page", async () => {
    expect(await createListServer(paging(createNumbers(12))).hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });

  test.for([
    ["0415 555 0123", /no spaces/],
    ["14155550123", /must start with \+/],
    ["", /must not be empty/],
    [undefined, /is missing/],
    [14155550123, /must be of type string/],
  ] as const)("rejects %j as a registration does", async ([phoneNumber, says]) => {
    const { hamsa, queries } = createListServer(() => []);
    const error = await catchError(hamsa.findPhoneNumber(phoneNumber as string));
    expect(error).toMatchObject({
      outcome: "not-sent",
      violations: [{ field: "phoneNumber", message: expect.stringMatching(says) }],
    });
    expect(queries).toEqual([]);
  });

  test("has one deadline over all pages", async () => {
    const fetch = async () => {
      await new Promise((resolve) => setTimeout(resolve, 40));
      return Response.json({ ...success, data: createNumbers(1_000).slice(fetches * 10, ++fetches * 10) });
    };
    let fetches = 0;
    const call = catchError(createClient(LIST_URL, { fetch, timeout: 100 }).findPhoneNumber("+14155550199"));
    await vi.advanceTimersByTimeAsync(100);
    expect(await call).toMatchObject({ name: "TimeoutError", timeout: 100, outcome: "unchanged" });
    expect(fetches).toBe(2);
  });
});
