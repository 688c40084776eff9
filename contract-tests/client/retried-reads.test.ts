import { describe, expect, test, vi } from "vitest";
import { HamsaError } from "../../src/index.js";
import { catchError } from "../support/clients.js";
import { createListServer, createNumbers, paging } from "../support/list-server.js";
import { useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

describe("a request that only reads", () => {
  const failing = (times: number, fail: () => Response | never) => {
    const { hamsa, queries } = createListServer((query, nth) =>
      nth <= times ? fail() : paging(createNumbers(3))(query),
    );
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

  test.for(["HEAD", "OPTIONS"])("is also retried if its method is %s", async (method) => {
    const { hamsa, queries } = failing(1, () => new Response(null, { status: 503 }));
    const call = hamsa.http.request(method.toLowerCase() as never, "/v1/voice-agents/phone-number/list" as never);
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call).response.status).toBe(200);
    expect(queries).toHaveLength(2);
  });

  test("is also retried through http", async () => {
    const { hamsa, queries } = failing(1, () => new Response("no", { status: 503 }));
    const call = hamsa.http.GET("/v1/voice-agents/phone-number/list", { params: { query: { take: "3" } } });
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call).data?.data).toHaveLength(3);
    expect(queries).toEqual(["take=3", "take=3"]);
  });
});
