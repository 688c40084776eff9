import { describe, expect, test, vi } from "vitest";
import { ContractError, HamsaError, InvalidParamsError } from "../../src/index.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { useVirtualTime } from "../support/virtual-time.js";

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

/** A server that reads `skip` as a page number, as documented. */
const paging = (all: readonly object[]) => (query: URLSearchParams) => {
  const [page, size] = [Number(query.get("skip") ?? 1), Number(query.get("take") ?? 10)];
  return all.slice((page - 1) * size, page * size);
};

describe("listPhoneNumbers returns every number once", () => {
  test.for([0, 1, 9, 10, 11, 20, 25, 400])("of %i, and requests no page after a short one", async (count) => {
    const { hamsa, queries } = createServer(paging(numbers(count)));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(numbers(count));
    expect(queries).toHaveLength(Math.floor(count / 10) + 1);
  });

  test("if the server takes the page for an offset", async () => {
    const all = numbers(25);
    const offset = (query: URLSearchParams) => {
      const skip = Number(query.get("skip") ?? 0);
      return all.slice(skip, skip + Number(query.get("take")));
    };
    expect(await createServer(offset).hamsa.listPhoneNumbers().toArray()).toEqual(all);
    const fixedSize = (query: URLSearchParams) => paging(all)(new URLSearchParams({ skip: query.get("skip") ?? "1" }));
    expect(await createServer(fixedSize).hamsa.listPhoneNumbers().toArray()).toEqual(all);
  });

  test("from a server that ignores the page, with two requests", async () => {
    const { hamsa, queries } = createServer(() => numbers(30));
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual(numbers(30));
    expect(queries).toHaveLength(2);
  });

  test("up to a 404 for the page beyond the last", async () => {
    const { hamsa } = createServer((query, nth) =>
      nth > 1 ? Response.json({ message: "no such page" }, { status: 404 }) : paging(numbers(10))(query),
    );
    expect(await hamsa.listPhoneNumbers().toArray()).toHaveLength(10);
  });

  test("and throws if the list has more than 2,000 pages", async () => {
    const endless = numbers(20_010);
    const { hamsa, queries } = createServer(paging(endless));
    const seen: unknown[] = [];
    const error = await catchError(
      (async () => {
        for await (const number of hamsa.listPhoneNumbers()) seen.push(number);
      })(),
    );
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toMatch(/data still has new numbers after 2000 pages, which is the limit/);
    expect([seen.length, queries.length]).toEqual([20_000, 2_000]);
  });

  test("and requests only the pages that are read, again for each iteration", async () => {
    const { hamsa, queries } = createServer(paging(numbers(40)));
    const list = hamsa.listPhoneNumbers();
    for (let times = 1; times <= 2; times++) {
      for await (const { number } of list) if (number.endsWith("1012")) break;
      expect(queries).toHaveLength(2 * times);
    }
  });

  test("that matches the filters", async () => {
    const { hamsa, queries } = createServer(() => []);
    const voiceAgentId = "d949f13f-40d2-4e48-ac86-b66633070603";
    await hamsa.listPhoneNumbers({ provider: "SIP", voiceAgentId }).toArray();
    expect(queries).toEqual([`provider=SIP&voiceAgentId=${voiceAgentId}&take=10`]);
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

  test("may be the wanted number, so it is not reported as missing", async () => {
    expect(await catchError(hamsa.findPhoneNumber("+14155550199"))).toBeInstanceOf(ContractError);
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

  test.for([400, 401, 403, 404, 409])("is not retried after %i", async (status) => {
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
