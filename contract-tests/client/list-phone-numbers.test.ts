import { describe, expect, test, vi } from "vitest";
import { ContractError, HamsaError, InvalidParamsError } from "../../src/index.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

const URL = "https://api.example.com";
const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => createListItem(`+1415555${1000 + index}`, index));

/** A client of a server that responds to each query with these items, and the queries it got. */
function createServer(answer: (query: URLSearchParams, nth: number) => readonly object[] | Response) {
  const queries: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    const { searchParams } = new globalThis.URL(String(url));
    const given = answer(searchParams, queries.push(String(searchParams)));
    return given instanceof Response ? given : Response.json({ ...success, data: given });
  };
  return { hamsa: createClient(URL, { fetch: fetch as typeof globalThis.fetch }), queries };
}

const pageOf = (query: URLSearchParams) => Number(query.get("skip") ?? 1) - 1;
const takeOf = (query: URLSearchParams) => Number(query.get("take") ?? 10);
const slicePage = (all: readonly object[], page: number, size: number) => all.slice(page * size, (page + 1) * size);

/** A server that reads `skip` as a page number, as documented. */
const paging = (all: readonly object[]) => (query: URLSearchParams) => slicePage(all, pageOf(query), takeOf(query));

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
    const { hamsa, queries } = createServer(paging(numbers(count)));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(numbers(count));
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
    const all = numbers(47);
    const { hamsa } = createServer(pageWith(all));
    const visible = how.includes("hides") ? all.filter((_, index) => index % 3 > 0) : all;
    const read = await hamsa.listPhoneNumbers().toArray();
    expect(new Set(read.map(({ id }) => id))).toEqual(new Set(visible.map(({ id }) => id)));
    expect(read).toHaveLength(visible.length);
  });

  test.for([400, 422])("from a server that rejects a page of 100 with %i", async (status) => {
    const all = numbers(25);
    const { hamsa } = createServer((query) =>
      takeOf(query) > 50 ? Response.json({ message: "take is too large" }, { status }) : paging(all)(query),
    );
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(all);
  });

  test("from a server that ignores the page, with three requests", async () => {
    const { hamsa, queries } = createServer(() => numbers(30));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(numbers(30));
    expect(queries).toHaveLength(3);
  });

  test("up to a 404 for the page beyond the last, if the 404 repeats", async () => {
    const { hamsa, queries } = createServer((query) =>
      pageOf(query) > 0 ? Response.json({ message: "no such page" }, { status: 404 }) : numbers(9),
    );
    const { result } = await measureTime(hamsa.listPhoneNumbers().toArray());
    expect(result).toHaveLength(9);
    expect(queries).toHaveLength(3);
  });

  test("though a page that exists once got a 404", async () => {
    const { hamsa } = createServer((query, nth) =>
      nth === 2 ? Response.json({ message: "try again" }, { status: 404 }) : paging(numbers(150))(query),
    );
    const { result } = await measureTime(hamsa.listPhoneNumbers().toArray());
    expect(result).toHaveLength(150);
  });

  test.for([
    ["a number is removed", (all: object[]) => all.splice(3, 1)],
    ["ten numbers are added in front", (all: object[]) => all.unshift(...numbers(160).slice(150))],
  ] as const)("though %s between two pages", async ([, change]) => {
    const all = numbers(130);
    const { hamsa } = createServer((query, nth) => {
      if (nth === 2) change(all);
      return paging(all)(query);
    });
    const read = await hamsa.listPhoneNumbers().toArray();
    for (const each of numbers(130)) expect(read).toContainEqual(each);
  });

  test("and throws if numbers keep being removed while the list is read", async () => {
    const all = numbers(400);
    const { hamsa } = createServer((query) => {
      all.shift();
      return paging(all)(query);
    });
    const error = await catchError(hamsa.findPhoneNumber("+14155550199"));
    expect(error).toMatchObject({ name: "ContractError", outcome: "unchanged", retryable: true });
    expect(error.message).toContain("data kept changing while it was read");
  });

  test("and throws if the list has more than 2,000 pages", async () => {
    const { hamsa, queries } = createServer((_, nth) => [createListItem("+14155550199", nth)]);
    const error = await catchError(hamsa.listPhoneNumbers().toArray());
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toMatch(/data still has new numbers after 2000 pages, which is the limit/);
    expect(queries).toHaveLength(2_000);
  });

  test("and requests only the pages that are read, again for each iteration", async () => {
    const { hamsa, queries } = createServer(paging(numbers(400)));
    const list = hamsa.listPhoneNumbers();
    for (let times = 1; times <= 2; times++) {
      for await (const { number } of list) if (number.endsWith("1112")) break;
      expect(queries).toHaveLength(2 * times);
    }
  });

  test("that matches the filters", async () => {
    const { hamsa, queries } = createServer(() => []);
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
    const { hamsa, queries } = createServer(() => []);
    const error = await catchError(hamsa.listPhoneNumbers(params as object).toArray());
    expect(error).toBeInstanceOf(InvalidParamsError);
    expect(error).toMatchObject({ outcome: "not-sent", violations: [{ field, message: expect.stringMatching(says) }] });
    expect(queries).toEqual([]);
  });
});

describe("one invalid item", () => {
  const [first, second] = numbers(2);
  const { hamsa } = createServer(() => [
    first as object,
    { ...second, number: null },
    createListItem("+14155550188", 7),
  ]);

  test("is named in a ContractError, after all valid ones", async () => {
    const seen: string[] = [];
    const error = await catchError(
      (async () => {
        for await (const { number } of hamsa.listPhoneNumbers()) seen.push(number);
      })(),
    );
    expect(seen).toEqual([first?.number, "+14155550188"]);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ outcome: "unchanged", violations: [{ field: "data.1.number" }] });
  });

  test("does not hide another number", async () => {
    expect(await hamsa.findPhoneNumber("+14155550188")).toMatchObject({ number: "+14155550188" });
  });

  test("is not reported by a search for another number", async () => {
    expect(await hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });
});

describe("items that are not as described", () => {
  const OTHER = createListItem("+14155550188", 7);
  const DEVIATIONS: readonly object[] = [
    { createdAt: "2026-01-15T09:30:00" },
    { createdAt: null },
    { label: null },
    { label: undefined },
    { voiceAgentId: "" },
    { id: 7 },
    { id: undefined },
    { userId: "me" },
    { type: "SIP", number: null },
    { number: undefined },
    { voiceAgent: [] },
    { sipInboundConfigs: "none" },
    { updatedAt: 1_768_469_400 },
  ];

  test.for(DEVIATIONS)("do not stop the registration of another number: %j", async (deviation) => {
    const fetch = async (_: unknown, init?: RequestInit) =>
      Response.json(init?.method === "POST" ? success : { ...success, data: [{ ...OTHER, ...deviation }] });
    const hamsa = createClient(URL, { fetch: fetch as typeof globalThis.fetch });
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: true });
  });

  test.for(["14155550123", "+1 415-555-0123", "+1 (415) 555-0123", "0014155550123", 14155550123])(
    "hold the number if it is spelled %j",
    async (number) => {
      const { hamsa } = createServer(() => [{ ...createListItem("", 3), number, label: null }]);
      expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: false, number: { number } });
    },
  );

  test("are not the Twilio number if they are of a SIP trunk", async () => {
    const { hamsa } = createServer(() => [{ ...createListItem(syntheticParams.phoneNumber), type: "SIP" }]);
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toBeUndefined();
  });

  test("hide no number, though it has the ID of another", async () => {
    const { hamsa } = createServer(() => [OTHER, { ...OTHER, number: syntheticParams.phoneNumber }]);
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toBeDefined();
  });

  test("are named in the message up to 20, however many there are", async () => {
    const items = Array.from({ length: 50_000 }, () => ({}));
    const { hamsa } = createServer(() => items);
    const error = await catchError(hamsa.listPhoneNumbers().toArray());
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toMatch(/and 149,980 more$/);
    expect(error.message.length).toBeLessThan(2_000);
    expect(await hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });

  test("nested too deep to print end in the error family", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const body = `{"success":true,"message":"","data":[{"id":${deep},"number":${deep}}]}`;
    const hamsa = createClient(URL, { fetch: async () => new Response(body) });
    expect(await catchError(hamsa.listPhoneNumbers().toArray())).toBeInstanceOf(ContractError);
  });
});

describe("findPhoneNumber", () => {
  test("returns undefined for a number that is on no page", async () => {
    expect(await createServer(paging(numbers(12))).hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });

  test.for([
    ["0415 555 0123", /no spaces/],
    ["14155550123", /must start with \+/],
    ["", /must not be empty/],
    [undefined, /is missing/],
    [14155550123, /must be of type string/],
  ] as const)("rejects %j as a registration does", async ([phoneNumber, says]) => {
    const { hamsa, queries } = createServer(() => []);
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
      return Response.json({ ...success, data: numbers(1_000).slice(fetches * 10, ++fetches * 10) });
    };
    let fetches = 0;
    const call = catchError(createClient(URL, { fetch, timeout: 100 }).findPhoneNumber("+14155550199"));
    await vi.advanceTimersByTimeAsync(100);
    expect(await call).toMatchObject({ name: "TimeoutError", timeout: 100, outcome: "unchanged" });
    expect(fetches).toBe(2);
  });
});

describe("a request that only reads", () => {
  const failing = (times: number, fail: () => Response | never) => {
    const { hamsa, queries } = createServer((query, nth) => (nth <= times ? fail() : paging(numbers(3))(query)));
    return { hamsa, queries };
  };
  const FAULTS: readonly (readonly [what: string, fail: () => Response | never])[] = [
    ...[408, 429, 500, 502, 503].map((status) => [String(status), () => new Response("no", { status })] as const),
    [
      "a broken connection",
      () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
      },
    ],
  ];

  test.for(FAULTS)("is retried after %s", async ([, fail]) => {
    const { hamsa, queries } = failing(2, fail);
    const call = hamsa.findPhoneNumber("+14155551002");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await call).toMatchObject({ number: "+14155551002" });
    expect(queries).toHaveLength(3);
  });

  test.for(FAULTS)("ends in an error that says that nothing changed, if no retries are left: %s", async ([, fail]) => {
    const { hamsa } = failing(9, fail);
    const call = catchError(hamsa.listPhoneNumbers().toArray());
    await vi.advanceTimersByTimeAsync(10_000);
    const error = await call;
    expect(error).toBeInstanceOf(HamsaError);
    expect(error.outcome).toBe("unchanged");
    expect(error.message).toMatch(/This request only reads, so nothing changed\.$/);
  });

  test.for([401, 403, 404, 409])("is not retried after %i", async (status) => {
    const { hamsa, queries } = failing(9, () => Response.json({ message: "no" }, { status }));
    expect(await catchError(hamsa.listPhoneNumbers().toArray())).toMatchObject({ status, outcome: "unchanged" });
    expect(queries).toHaveLength(1);
  });

  test("is also retried through http", async () => {
    const { hamsa, queries } = failing(1, () => new Response("no", { status: 503 }));
    const call = hamsa.http.GET("/v1/voice-agents/phone-number/list", { params: { query: { take: "3" } } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call).data?.data).toHaveLength(3);
    expect(queries).toEqual(["take=3", "take=3"]);
  });
});
