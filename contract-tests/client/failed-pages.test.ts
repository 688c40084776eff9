import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError } from "../../src/index.js";
import { catchError } from "../support/clients.js";
import { createListServer, createNumbers, pageOf, paging } from "../support/list-server.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

describe("a page that fails never passes for the end of the list:", () => {
  const readUntil = async (fail: () => Response) => {
    const { hamsa, queries } = createListServer((query) =>
      pageOf(query) > 0 ? fail() : paging(createNumbers(130))(query),
    );
    const { result } = await measureTime(catchError(hamsa.listPhoneNumbers().toArray()));
    return { error: result, pages: queries.map((query) => new URLSearchParams(query).get("skip")) };
  };

  // Nor is it requested in another size: that page would be another part of the list.
  test.for([400, 401, 403, 409, 422])("the second page is rejected with %i", async (status) => {
    const { error, pages } = await readUntil(() => Response.json({ message: "no" }, { status }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status, outcome: "unchanged" });
    expect(pages).toEqual([null, "2"]);
  });

  test("the second page breaks off after the status 404", async () => {
    const { error, pages } = await readUntil(() => {
      const body = new ReadableStream({ start: (stream) => stream.error(new Error("reset")) });
      return new Response(body, { status: 404 });
    });
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toContain("responded with 404, but lost the connection within the body (reset).");
    // Three times, like any request that only reads.
    expect(pages).toEqual([null, "2", "2", "2"]);
  });

  test("the second page is a 404 that is too large to be read", async () => {
    const { error, pages } = await readUntil(() => new Response("x".repeat(2 ** 20 + 1), { status: 404 }));
    expect(error).toMatchObject({ name: "ConnectionError", code: "RESPONSE_TOO_LARGE", status: 404 });
    expect(pages).toEqual([null, "2"]);
  });
});

test.for([400, 422])(
  "a first page that is rejected with %i is requested twice: with 100 and with 10",
  async (status) => {
    const { hamsa, queries } = createListServer((_, nth) =>
      nth > 2 ? [] : Response.json({ message: "no" }, { status }),
    );
    const error = await catchError(hamsa.listPhoneNumbers().toArray());
    expect(error).toMatchObject({ name: "ApiError", status });
    expect(queries).toEqual(["take=100", "take=10"]);
  },
);
