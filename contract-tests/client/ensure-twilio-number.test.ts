import { describe, expect, test, vi } from "vitest";
import {
  AbortError,
  type AttemptStore,
  AuthenticationError,
  type HamsaClientOptions,
  InvalidParamsError,
  PendingError,
} from "../../src/index.js";
import { createStore } from "../support/attempts.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { inspectDeeply } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";
import { useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

const OURS = createListItem(syntheticParams.phoneNumber);
const empty = () => Response.json({ ...success, data: [] });
const shows =
  (...items: object[]) =>
  () =>
    Response.json({ ...success, data: items });
const breaks = () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("read"), { code: "ECONNRESET" }) });
};
const hangs = () => new Promise<Response>(() => {});
const refuses = (status: number) => () => Response.json({ message: "no" }, { status });

type Answer = () => Response | Promise<Response>;

/** A client that gets these list responses in turn, the last one repeatedly, and a record of what it sent. */
function world(post: Answer, lists: readonly Answer[], options: HamsaClientOptions = {}) {
  const sent: string[] = [];
  const bodies: string[] = [];
  let looks = 0;
  const fetch = async (_: unknown, init?: RequestInit) => {
    sent.push(String(init?.method));
    bodies.push(`${init?.body ?? ""}`);
    return init?.method === "POST" ? post() : (lists[Math.min(looks++, lists.length - 1)] as Answer)();
  };
  return { hamsa: createClient("https://api.example.com", { fetch, maxRetries: 0, ...options }), sent, bodies };
}

async function advanceUntilSettled<T>(call: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(60_000);
  return call;
}

describe("ensureTwilioNumber", () => {
  test("returns a number that is in the list, and sends no token", async () => {
    const { hamsa, sent, bodies } = world(breaks, [shows(OURS)]);
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ number: OURS, created: false });
    expect(sent).toEqual(["GET"]);
    expect(bodies.join()).not.toContain(syntheticParams.twilioAuthToken);
  });

  test("registers a number that is not in the list", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty]);
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ number: success.data, created: true });
    expect(sent).toEqual(["GET", "POST"]);
  });

  test("returns the number if the server registers it and then breaks the connection", async () => {
    const { hamsa, sent } = world(breaks, [empty, shows(OURS)]);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({
      number: OURS,
      created: false,
    });
    expect(sent).toEqual(["GET", "POST", "GET"]);
  });

  test("has created: true only if the server confirmed it", async () => {
    const odd = () => Response.json({ ...success, data: { id: 7 } });
    const { hamsa } = world(odd, [empty, shows(OURS)]);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({
      number: OURS,
      created: true,
    });
  });

  test("sends at once if the caller has checked the list", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [shows(OURS)]);
    await hamsa.ensureTwilioNumber(syntheticParams, { lookFirst: false });
    expect(sent).toEqual(["POST"]);
  });

  test("waits for a list that lags", async () => {
    const { hamsa, sent } = world(breaks, [empty, empty, empty, shows(OURS)]);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ number: OURS });
    expect(sent).toEqual(["GET", "POST", "GET", "GET", "GET"]);
  });

  test("reserves time for checking the list if the registration gets no response", async () => {
    const { hamsa } = world(hangs, [empty, shows(OURS)], { timeout: 1_000 });
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ number: OURS });
  });

  test("names the timeout that was set, though a part of it was for checking the list", async () => {
    const { hamsa } = world(hangs, [empty], { timeout: 1_000 });
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name: "TimeoutError", timeout: 1_000, outcome: "unknown", lookups: 1 });
    expect(error.message).toContain("The last quarter of the 1000 ms timeout is reserved for checking the list.");
  });

  test.for([
    ["a broken connection", breaks, "ConnectionError", "unknown"],
    ["a 500", refuses(500), "ApiError", "unknown"],
    ["a success that is not as described", () => Response.json({ success: true }), "ContractError", "accepted"],
  ] as const)("throws the original error if the list never shows the number: %s", async ([, post, name, outcome]) => {
    const { hamsa, sent } = world(post, [empty]);
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name, outcome, lookups: 5 });
    expect(error.message).toMatch(/Checked the list 5 times without finding it\.$/m);
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("throws a rejection at once, and can be called again", async () => {
    const { hamsa, sent } = world(refuses(401), [empty]);
    for (let times = 1; times <= 2; times++) {
      const error = await catchError(hamsa.ensureTwilioNumber(syntheticParams));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error.lookups).toBeUndefined();
    }
    expect(sent).toEqual(["GET", "POST", "GET", "POST"]);
  });

  test("checks the list after a conflict, because another caller may have been faster", async () => {
    const { hamsa } = world(refuses(409), [empty, shows(OURS)]);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({
      number: OURS,
      created: false,
    });
  });

  test.for([
    ["fails", refuses(500)],
    ["is not a list", () => new Response("<h1>Gateway</h1>")],
    ["is rejected", refuses(403)],
  ] as const)("registers nothing if the first list %s", async ([, list]) => {
    const { hamsa, sent } = world(() => Response.json(success), [list]);
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error.outcome).toBe("unchanged");
    expect(sent).toEqual(["GET"]);
  });

  test("rejects params and options before it sends anything", async () => {
    const { hamsa, sent } = world(breaks, [empty]);
    const wrong = { ...syntheticParams, phoneNumber: "0415" };
    for (const call of [hamsa.ensureTwilioNumber(wrong), hamsa.ensureTwilioNumber(syntheticParams, { timeout: -1 })]) {
      const error = await catchError(call);
      expect(error).toBeInstanceOf(InvalidParamsError);
      expect(error.message).toContain("of ensureTwilioNumber can't be used");
    }
    expect(sent).toEqual([]);
  });

  test("has no secret in any error", async () => {
    const echo = () => new Response(`${syntheticParams.twilioAuthToken} an-api-key`, { status: 500 });
    const { hamsa } = world(echo, [empty]);
    const visible = inspectDeeply(await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams))));
    expect(visible).not.toContain(syntheticParams.twilioAuthToken);
    expect(visible).not.toContain("an-api-key");
  });
});

describe("a response about another number", () => {
  const other = () => Response.json({ ...success, data: { ...success.data, number: "+14155550199" } });

  test("is an error of addTwilioNumber, which names the field", async () => {
    const error = await catchError(world(other, [empty]).hamsa.addTwilioNumber(syntheticParams));
    expect(error).toMatchObject({
      name: "ContractError",
      outcome: "accepted",
      violations: [{ field: "data.number", message: "is not the number that was sent" }],
    });
  });

  test("makes ensureTwilioNumber check the list, and confirms nothing", async () => {
    const { hamsa } = world(other, [empty, shows(OURS)]);
    expect(await advanceUntilSettled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({
      number: OURS,
      created: false,
    });
  });
});

describe("a second call", () => {
  test("does not send a number again that may be registered, while the list does not show it", async () => {
    const { hamsa, sent } = world(breaks, [empty]);
    await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    const error = await advanceUntilSettled(catchError(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(PendingError);
    expect(error).toMatchObject({ outcome: "unknown", lookups: 5 });
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("at the same time waits for the first one's registration", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty, empty, shows(OURS)]);
    const both = [hamsa.ensureTwilioNumber(syntheticParams), hamsa.ensureTwilioNumber(syntheticParams)];
    expect((await advanceUntilSettled(Promise.all(both))).map(({ created }) => created)).toEqual([true, false]);
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("after a crash does not send the number again if attempts were stored", async () => {
    const attempts = createStore();
    const before = world(breaks, [empty], { attempts });
    await advanceUntilSettled(catchError(before.hamsa.ensureTwilioNumber(syntheticParams)));
    const after = world(breaks, [empty], { attempts });
    expect(await advanceUntilSettled(catchError(after.hamsa.ensureTwilioNumber(syntheticParams)))).toBeInstanceOf(
      PendingError,
    );
    expect(after.sent).not.toContain("POST");
  });

  test("sends the number if the first call was aborted before it was sent", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty]);
    const aborted = { lookFirst: false, signal: AbortSignal.abort() };
    const error = await catchError(hamsa.ensureTwilioNumber(syntheticParams, aborted));
    expect(error).toMatchObject({ name: "AbortError", outcome: "not-sent" });
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: true });
    expect(sent).toEqual(["GET", "POST"]);
  });
});

describe("one deadline", () => {
  test.for([
    ["the first lookup", hangs, [hangs], "unchanged"],
    ["the registration", hangs, [empty], "unknown"],
    ["a later lookup", breaks, [empty, hangs], "unknown"],
    ["the store", breaks, [empty], "not-sent"],
  ] as const)("ends the call within its timeout if this hangs: %s", async ([what, post, lists, outcome]) => {
    const attempts: AttemptStore = { compareAndSet: () => new Promise(() => {}) };
    const { hamsa } = world(post, lists, { timeout: 1_000, ...(what === "the store" ? { attempts } : {}) });
    const start = performance.now();
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams)).then((error) => ({
      error,
      ms: performance.now() - start,
    }));
    const { error, ms } = await advanceUntilSettled(call);
    expect(error.outcome).toBe(outcome);
    expect(ms).toBeLessThanOrEqual(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.for([
    ["the first lookup", hangs, [hangs], "unchanged"],
    ["the registration", hangs, [empty], "unknown"],
    ["a pause between lookups", breaks, [empty], "unknown"],
    ["a later lookup", breaks, [empty, hangs], "unknown"],
  ] as const)("ends at once when the caller aborts during %s", async ([, post, lists, outcome]) => {
    const { hamsa } = world(post, lists);
    const controller = new AbortController();
    const call = catchError(hamsa.ensureTwilioNumber(syntheticParams, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(200);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    const error = await call;
    expect(error).toBeInstanceOf(AbortError);
    expect(error.outcome).toBe(outcome);
    expect(vi.getTimerCount()).toBe(0);
  });
});
