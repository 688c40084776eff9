import { describe, expect, test, vi } from "vitest";
import {
  AbortedError,
  type Attempts,
  AuthenticationError,
  type HamsaClientOptions,
  InvalidParamsError,
  PendingError,
} from "../../src/index.js";
import { listed, success } from "../support/behaviours.js";
import { clientOf, thrownBy } from "../support/clients.js";
import { observable } from "../support/observable.js";
import { syntheticParams } from "../support/params.js";
import { useVirtualTime } from "../support/virtual-time.js";

useVirtualTime();

const OURS = listed(syntheticParams.phoneNumber);
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

/** A client whose lists are answered in turn, the last again and again, and what it sent. */
function world(post: Answer, lists: readonly Answer[], options: HamsaClientOptions = {}) {
  const sent: string[] = [];
  const bodies: string[] = [];
  let looks = 0;
  const fetch = async (_: unknown, init?: RequestInit) => {
    sent.push(String(init?.method));
    bodies.push(`${init?.body ?? ""}`);
    return init?.method === "POST" ? post() : (lists[Math.min(looks++, lists.length - 1)] as Answer)();
  };
  return { hamsa: clientOf("https://api.example.com", { fetch, maxRetries: 0, ...options }), sent, bodies };
}

async function settled<T>(call: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(60_000);
  return call;
}

describe("ensureTwilioNumber", () => {
  test("returns a number that is there, and sends no token anywhere", async () => {
    const { hamsa, sent, bodies } = world(breaks, [shows(OURS)]);
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ number: OURS, created: false });
    expect(sent).toEqual(["GET"]);
    expect(bodies.join()).not.toContain(syntheticParams.twilioAuthToken);
  });

  test("registers a number that is not there", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty]);
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toEqual({ number: success.data, created: true });
    expect(sent).toEqual(["GET", "POST"]);
  });

  test("comes back with the number when a server registers and then breaks the connection", async () => {
    const { hamsa, sent } = world(breaks, [empty, shows(OURS)]);
    expect(await settled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({ number: OURS, created: false });
    expect(sent).toEqual(["GET", "POST", "GET"]);
  });

  test("says created only where the server said so", async () => {
    const odd = () => Response.json({ ...success, data: { id: 7 } });
    const { hamsa } = world(odd, [empty, shows(OURS)]);
    expect(await settled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({ number: OURS, created: true });
  });

  test("sends at once where the caller has looked", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [shows(OURS)]);
    await hamsa.ensureTwilioNumber(syntheticParams, { lookFirst: false });
    expect(sent).toEqual(["POST"]);
  });

  test("waits for a list that lags", async () => {
    const { hamsa, sent } = world(breaks, [empty, empty, empty, shows(OURS)]);
    expect(await settled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ number: OURS });
    expect(sent).toEqual(["GET", "POST", "GET", "GET", "GET"]);
  });

  test("keeps time for looking when the registration is never answered", async () => {
    const { hamsa } = world(hangs, [empty, shows(OURS)], { timeout: 1_000 });
    expect(await settled(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ number: OURS });
  });

  test("tells of the timeout that was set, though a part of it was for looking", async () => {
    const { hamsa } = world(hangs, [empty], { timeout: 1_000 });
    const error = await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toMatchObject({ name: "TimeoutError", timeout: 1_000, outcome: "unknown", looked: true, looks: 1 });
    expect(error.message).toContain("of the timeout of 1000 ms, the last quarter is for looking");
  });

  test.for([
    ["a broken connection", breaks, "ConnectionError", "unknown"],
    ["a 500", refuses(500), "ApiError", "unknown"],
    ["a success that is not as described", () => Response.json({ success: true }), "ContractError", "accepted"],
  ] as const)(
    "throws the original error where the list never shows the number: %s",
    async ([, post, name, outcome]) => {
      const { hamsa, sent } = world(post, [empty]);
      const error = await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams)));
      expect(error).toMatchObject({ name, outcome, looked: true, looks: 5 });
      expect(error.message).toMatch(/Looked for it 5 times, and did not find it\.$/m);
      expect(sent.filter((method) => method === "POST")).toHaveLength(1);
    },
  );

  test("throws a refusal at once, and may be called again", async () => {
    const { hamsa, sent } = world(refuses(401), [empty]);
    for (let times = 1; times <= 2; times++) {
      const error = await thrownBy(hamsa.ensureTwilioNumber(syntheticParams));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error.looked).toBeUndefined();
    }
    expect(sent).toEqual(["GET", "POST", "GET", "POST"]);
  });

  test("looks again after a conflict: somebody else may have been quicker", async () => {
    const { hamsa } = world(refuses(409), [empty, shows(OURS)]);
    expect(await settled(hamsa.ensureTwilioNumber(syntheticParams))).toEqual({ number: OURS, created: false });
  });

  test.for([
    ["fails", refuses(500)],
    ["is no list", () => new Response("<h1>Gateway</h1>")],
    ["is refused", refuses(403)],
  ] as const)("registers nothing where the first list %s", async ([, list]) => {
    const { hamsa, sent } = world(() => Response.json(success), [list]);
    const error = await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error.outcome).toBe("unchanged");
    expect(sent).toEqual(["GET"]);
  });

  test("registers nothing where an odd item may be the number", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [shows({ id: 7, number: null })]);
    expect(await thrownBy(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ name: "ContractError" });
    expect(sent).toEqual(["GET"]);
  });

  test("refuses params and options before it looks", async () => {
    const { hamsa, sent } = world(breaks, [empty]);
    const wrong = { ...syntheticParams, phoneNumber: "0415" };
    for (const call of [hamsa.ensureTwilioNumber(wrong), hamsa.ensureTwilioNumber(syntheticParams, { timeout: -1 })]) {
      const error = await thrownBy(call);
      expect(error).toBeInstanceOf(InvalidParamsError);
      expect(error.message).toContain("of ensureTwilioNumber can't be used");
    }
    expect(sent).toEqual([]);
  });

  test("tells no secret in any error", async () => {
    const echo = () => new Response(`${syntheticParams.twilioAuthToken} an-api-key`, { status: 500 });
    const { hamsa } = world(echo, [empty]);
    const told = observable(await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams))));
    expect(told).not.toContain(syntheticParams.twilioAuthToken);
    expect(told).not.toContain("an-api-key");
  });
});

describe("a second call", () => {
  test("does not send again what may have been registered, while the list does not show it", async () => {
    const { hamsa, sent } = world(breaks, [empty]);
    await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams)));
    const error = await settled(thrownBy(hamsa.ensureTwilioNumber(syntheticParams)));
    expect(error).toBeInstanceOf(PendingError);
    expect(error).toMatchObject({ outcome: "unknown", looked: true, looks: 5 });
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("at the same time waits for what the first one registers", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty, empty, shows(OURS)]);
    const both = [hamsa.ensureTwilioNumber(syntheticParams), hamsa.ensureTwilioNumber(syntheticParams)];
    expect((await settled(Promise.all(both))).map(({ created }) => created)).toEqual([true, false]);
    expect(sent.filter((method) => method === "POST")).toHaveLength(1);
  });

  test("after a crash is held back by attempts that are kept", async () => {
    const kept = new Set<string>();
    const attempts: Attempts = {
      begin: async (number) => kept.size < kept.add(number).size,
      release: async (number) => kept.delete(number),
    };
    const before = world(breaks, [empty], { attempts });
    await settled(thrownBy(before.hamsa.ensureTwilioNumber(syntheticParams)));
    const after = world(breaks, [empty], { attempts });
    expect(await settled(thrownBy(after.hamsa.ensureTwilioNumber(syntheticParams)))).toBeInstanceOf(PendingError);
    expect(after.sent).not.toContain("POST");
  });

  test("is made as if for the first time where the first was aborted before it was sent", async () => {
    const { hamsa, sent } = world(() => Response.json(success), [empty]);
    const aborted = { lookFirst: false, signal: AbortSignal.abort() };
    const error = await thrownBy(hamsa.ensureTwilioNumber(syntheticParams, aborted));
    expect(error).toMatchObject({ name: "AbortedError", outcome: "not-sent" });
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: true });
    expect(sent).toEqual(["GET", "POST"]);
  });

  test("is not made where attempts can't be kept", async () => {
    const attempts: Attempts = { begin: () => Promise.reject(new Error("disk full")), release: () => {} };
    const { hamsa, sent } = world(() => Response.json(success), [empty], { attempts });
    const error = await thrownBy(hamsa.ensureTwilioNumber(syntheticParams));
    expect(error).toMatchObject({ outcome: "not-sent", violations: [{ field: "attempts" }] });
    expect(sent).toEqual(["GET"]);
  });
});

describe("one deadline", () => {
  test.for([
    ["the first look", hangs, [hangs], "unchanged"],
    ["the registration", hangs, [empty], "unknown"],
    ["a later look", breaks, [empty, hangs], "unknown"],
    ["begin", breaks, [empty], "unchanged"],
  ] as const)("ends the call within its timeout, whatever hangs: %s", async ([what, post, lists, outcome]) => {
    const attempts = { begin: () => new Promise<boolean>(() => {}), release: () => {} };
    const { hamsa } = world(post, lists, { timeout: 1_000, ...(what === "begin" ? { attempts } : {}) });
    const start = performance.now();
    const call = thrownBy(hamsa.ensureTwilioNumber(syntheticParams)).then((error) => ({
      error,
      ms: performance.now() - start,
    }));
    const { error, ms } = await settled(call);
    expect(error.outcome).toBe(outcome);
    expect(ms).toBeLessThanOrEqual(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.for([
    ["the first look", hangs, [hangs], "unchanged"],
    ["the registration", hangs, [empty], "unknown"],
    ["a pause between looks", breaks, [empty], "unknown"],
    ["a later look", breaks, [empty, hangs], "unknown"],
  ] as const)("ends at once when the caller aborts during %s", async ([, post, lists, outcome]) => {
    const { hamsa } = world(post, lists);
    const controller = new AbortController();
    const call = thrownBy(hamsa.ensureTwilioNumber(syntheticParams, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(200);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    const error = await call;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error.outcome).toBe(outcome);
    expect(vi.getTimerCount()).toBe(0);
  });
});
