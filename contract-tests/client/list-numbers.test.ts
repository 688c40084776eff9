import { describe, expect, test, vi } from "vitest";
import { ContractError, HamsaError, InvalidParamsError } from "../../src/index.js";
import { listed, success } from "../support/behaviours.js";
import { clientOf, thrownBy } from "../support/clients.js";
import { useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

const URL = "https://api.example.com";
const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => listed(`+1415555${1000 + index}`, index));

/** A client of a server that answers each query with these items, and the queries that came. */
function serverOf(answer: (query: URLSearchParams, nth: number) => readonly object[] | Response) {
  const queries: string[] = [];
  const fetch = async (url: string | URL | Request) => {
    const { searchParams } = new globalThis.URL(String(url));
    const given = answer(searchParams, queries.push(String(searchParams)));
    return given instanceof Response ? given : Response.json({ ...success, data: given });
  };
  return { hamsa: clientOf(URL, { fetch: fetch as typeof globalThis.fetch }), queries };
}

/** One that reads `skip` as a page, as documented. */
const paging = (all: readonly object[]) => (query: URLSearchParams) => {
  const [page, size] = [Number(query.get("skip") ?? 1), Number(query.get("take") ?? 10)];
  return all.slice((page - 1) * size, page * size);
};

describe("listNumbers gives every number once", () => {
  test.for([0, 1, 9, 10, 11, 20, 25, 400])("of %i, and asks for no page after a short one", async (count) => {
    const { hamsa, queries } = serverOf(paging(numbers(count)));
    expect(await hamsa.listNumbers().toArray()).toEqual(numbers(count));
    expect(queries).toHaveLength(Math.floor(count / 10) + 1);
  });

  test("whatever the server takes the page for", async () => {
    const all = numbers(25);
    const offset = (query: URLSearchParams) => {
      const skip = Number(query.get("skip") ?? 0);
      return all.slice(skip, skip + Number(query.get("take")));
    };
    expect(await serverOf(offset).hamsa.listNumbers().toArray()).toEqual(all);
    const fixedSize = (query: URLSearchParams) => paging(all)(new URLSearchParams({ skip: query.get("skip") ?? "1" }));
    expect(await serverOf(fixedSize).hamsa.listNumbers().toArray()).toEqual(all);
  });

  test("from a server that ignores the page, and is asked twice", async () => {
    const { hamsa, queries } = serverOf(() => numbers(30));
    expect(await hamsa.listNumbers().toArray()).toEqual(numbers(30));
    expect(queries).toHaveLength(2);
  });

  test("up to a 404 for the page beyond the last", async () => {
    const { hamsa } = serverOf((query, nth) =>
      nth > 1 ? Response.json({ message: "no such page" }, { status: 404 }) : paging(numbers(10))(query),
    );
    expect(await hamsa.listNumbers().toArray()).toHaveLength(10);
  });

  test("and says so where a server goes on beyond 2,000 pages", async () => {
    const endless = numbers(20_010);
    const { hamsa, queries } = serverOf(paging(endless));
    const seen: unknown[] = [];
    const error = await thrownBy(
      (async () => {
        for await (const number of hamsa.listNumbers()) seen.push(number);
      })(),
    );
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toMatch(/data still brings new numbers; no more than 2000 pages are read/);
    expect([seen.length, queries.length]).toEqual([20_000, 2_000]);
  });

  test("and asks only for the pages that are read, anew each time", async () => {
    const { hamsa, queries } = serverOf(paging(numbers(40)));
    const list = hamsa.listNumbers();
    for (let times = 1; times <= 2; times++) {
      for await (const { number } of list) if (number.endsWith("1012")) break;
      expect(queries).toHaveLength(2 * times);
    }
  });

  test("that the filters leave", async () => {
    const { hamsa, queries } = serverOf(() => []);
    const voiceAgentId = "d949f13f-40d2-4e48-ac86-b66633070603";
    await hamsa.listNumbers({ provider: "SIP", voiceAgentId }).toArray();
    expect(queries).toEqual([`provider=SIP&voiceAgentId=${voiceAgentId}&take=10`]);
  });
});

describe("listNumbers refuses before it sends", () => {
  test.for([
    [{ provider: "twilio" }, "provider", /must be one of TWILIO, SIP/],
    [{ voiceAgentId: "Front Desk" }, "voiceAgentId", /must be a uuid/],
    [{ voiceAgentId: 7 }, "voiceAgentId", /must be of type string/],
    [{ skip: "2" }, "skip", /is not a param; the params are voiceAgentId, provider/],
    ["SIP", "params", /must be an object, or be omitted/],
  ] as const)("%j", async ([params, field, says]) => {
    const { hamsa, queries } = serverOf(() => []);
    const error = await thrownBy(hamsa.listNumbers(params as object).toArray());
    expect(error).toBeInstanceOf(InvalidParamsError);
    expect(error).toMatchObject({ outcome: "not-sent", violations: [{ field, message: expect.stringMatching(says) }] });
    expect(queries).toEqual([]);
  });
});

describe("one odd item", () => {
  const [first, second] = numbers(2);
  const { hamsa } = serverOf(() => [first as object, { ...second, number: null }, listed("+14155550188", 7)]);

  test("is named in a ContractError, after all that are not odd", async () => {
    const seen: string[] = [];
    const error = await thrownBy(
      (async () => {
        for await (const { number } of hamsa.listNumbers()) seen.push(number);
      })(),
    );
    expect(seen).toEqual([first?.number, "+14155550188"]);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ outcome: "unchanged", violations: [{ field: "data.1.number" }] });
  });

  test("does not hide another's number", async () => {
    expect(await hamsa.findNumber("+14155550188")).toMatchObject({ number: "+14155550188" });
  });

  test("may be the one that is looked for, so that it is not said to be missing", async () => {
    expect(await thrownBy(hamsa.findNumber("+14155550199"))).toBeInstanceOf(ContractError);
  });
});

describe("findNumber", () => {
  test("returns undefined for a number that no page has", async () => {
    expect(await serverOf(paging(numbers(12))).hamsa.findNumber("+14155550199")).toBeUndefined();
  });

  test.for([
    ["0415 555 0123", /no spaces/],
    ["14155550123", /must begin with \+/],
    ["", /must not be empty/],
    [undefined, /is missing/],
    [14155550123, /must be of type string/],
  ] as const)("refuses %j as a registration would", async ([phoneNumber, says]) => {
    const { hamsa, queries } = serverOf(() => []);
    const error = await thrownBy(hamsa.findNumber(phoneNumber as string));
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
    const call = thrownBy(clientOf(URL, { fetch, timeout: 100 }).findNumber("+14155550199"));
    await vi.advanceTimersByTimeAsync(100);
    expect(await call).toMatchObject({ name: "TimeoutError", timeout: 100, outcome: "unchanged" });
    expect(fetches).toBe(2);
  });
});

describe("a request that only reads", () => {
  const failing = (times: number, fail: () => Response | never) => {
    const { hamsa, queries } = serverOf((query, nth) => (nth <= times ? fail() : paging(numbers(3))(query)));
    return { hamsa, queries };
  };
  const FAULTS: readonly (readonly [what: string, fail: () => Response | never])[] = [
    ...[408, 429, 500, 502, 503].map((status) => [String(status), () => new Response("no", { status })] as const),
    [
      "a connection that broke",
      () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
      },
    ],
  ];

  test.for(FAULTS)("is repeated after %s", async ([, fail]) => {
    const { hamsa, queries } = failing(2, fail);
    const call = hamsa.findNumber("+14155551002");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await call).toMatchObject({ number: "+14155551002" });
    expect(queries).toHaveLength(3);
  });

  test.for(FAULTS)(
    "ends in an error that says that nothing was changed, once the retries are spent: %s",
    async ([, fail]) => {
      const { hamsa } = failing(9, fail);
      const call = thrownBy(hamsa.listNumbers().toArray());
      await vi.advanceTimersByTimeAsync(10_000);
      const error = await call;
      expect(error).toBeInstanceOf(HamsaError);
      expect(error.outcome).toBe("unchanged");
      expect(error.message).toMatch(/This only read, and changed nothing\.$/);
    },
  );

  test.for([400, 401, 403, 404, 409])("is not repeated after %i", async (status) => {
    const { hamsa, queries } = failing(9, () => Response.json({ message: "no" }, { status }));
    expect(await thrownBy(hamsa.listNumbers().toArray())).toMatchObject({ status, outcome: "unchanged" });
    expect(queries).toHaveLength(1);
  });

  test("is repeated through http, too", async () => {
    const { hamsa, queries } = failing(1, () => new Response("no", { status: 503 }));
    const call = hamsa.http.GET("/v1/voice-agents/phone-number/list", { params: { query: { take: "3" } } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call).data?.data).toHaveLength(3);
    expect(queries).toEqual(["take=3", "take=3"]);
  });
});
