import { describe, expect, test } from "vitest";
import { countSequential, sendAll, sendEach } from "../../src/verify/exchange/send-all.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { measureTime, useVirtualTime } from "../support/virtual-time.js";
import { verifyProvider } from "./mutants/run-verification.js";
import type { Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

const plan: Plan = { apiKey: REFERENCE_KEY, safe: false };
const probes = buildProbes(plan);
const alone = countSequential(probes);

test("sends a request again after a 429 and its pause", async () => {
  const conforming = referenceProvider();
  let limited = 0;
  const rateLimiting: Provider = (request) => {
    const reply = conforming(request);
    if (reply.status !== 400 || limited > 2) return reply;
    limited++;
    return { ...reply, status: 429, headers: { ...reply.headers, "retry-after": "0" } };
  };
  const { results } = await verifyProvider(rateLimiting);
  expect(limited).toBe(3);
  const contents = results.filter(({ check }) => check.id.startsWith("AddTwilioNumberRequest"));
  expect(contents.filter(({ status }) => status !== "passed")).toEqual([]);
});

describe("the pause in the Retry-After of a 429", () => {
  useVirtualTime();

  test.for<[string | undefined, number[]]>([
    ["0", [0, 0]],
    ["1", [0, 1_000]],
    ["2", [0, 2_000]],
    ["02", [0, 2_000]],
    ["3", [0]],
    ["60", [0]],
    ["1.5", [0]],
    ["1 second", [0]],
    ["-1", [0]],
    ["", [0]],
    ["Wed, 21 Oct 2026 07:28:00 GMT", [0]],
    [undefined, [0]],
  ])("of %j: the request is sent at %j ms", async ([retryAfter, times]) => {
    const sent: number[] = [];
    const start = performance.now();
    const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
    const sending = sendAll("", plan, {
      timeoutMs: 5_000,
      exchange: async (probe) => {
        const isLast = probe.id === probes.at(-1)?.id;
        if (isLast) sent.push(performance.now() - start);
        const status = isLast && sent.length === 1 ? 429 : 400;
        return { probe, durationMs: 0, response: { status, headers, body: Buffer.of() } };
      },
    });
    const { result } = await measureTime(sending);
    expect(sent).toEqual(times);
    expect(result.at(-1)?.response?.status).toBe(times.length === 2 ? 400 : 429);
  });
});

/** How many requests were open, at most, when each was sent, if one of them is rate limited. */
async function countOpen(limited: number | undefined): Promise<number[]> {
  const counts: number[] = [];
  let received = 0;
  const exchanges = sendEach("", plan, {
    timeoutMs: 5_000,
    concurrency: 4,
    exchange: async (probe) => {
      const status = counts.length === limited ? 429 : 400;
      counts.push(counts.length + 1 - received);
      return { probe, durationMs: 0, response: { status, headers: {}, body: Buffer.of() } };
    },
  });
  for await (const _ of exchanges) received++;
  return counts;
}

test.for<[string, number | undefined, number[], number]>([
  ["no 429 they stay open together", undefined, [1, 2, 3, 4], 4],
  ["a 429 to the first they are sent one by one", 0, [], 1],
  ["a 429 to one of several the rest are sent one by one", alone, [1, 2, 3, 4], 1],
])("after %s", async ([, limited, first, rest]) => {
  const counts = await countOpen(limited);
  const before = [...Array<number>(alone).fill(1), ...first];
  expect(counts).toEqual([...before, ...Array<number>(probes.length - before.length).fill(rest)]);
});
