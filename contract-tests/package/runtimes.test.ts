import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { answers, hangs, succeeds, success } from "../support/behaviours.js";
import { type HostileServer, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import type { ProgramResult } from "./support/program.js";
import { cells, tableOf } from "./support/runtime-table.js";
import { type Runtime, runtimes } from "./support/runtimes.js";

const table = new Map<Runtime, string[]>();
let elsewhere: HostileServer;
let redirects: HostileServer;
let silent: HostileServer;

beforeAll(async () => {
  elsewhere = await startHostileServer(succeeds);
  redirects = await startHostileServer(answers({ status: 307, headers: { location: `${elsewhere.url}/steal` } }));
  silent = await startHostileServer(hangs);
});

afterAll(async () => {
  await Promise.all([elsewhere, redirects, silent].map((server) => server[Symbol.asyncDispose]()));
  // Reporters fold skipped tests into a number: a gap is shown, and why.
  const gaps = [...table.keys()].some(({ run }) => run === undefined);
  if (gaps || inject("everyRuntime")) console.log(tableOf(table));
});

describe.concurrent("the contract program comes to the same", () => {
  test.for(runtimes())("on $name", async (runtime, { expect, skip }) => {
    const expected = expectedOn(runtime);
    table.set(runtime, cells({}, expected));
    if (runtime.run === undefined) {
      if (inject("everyRuntime") && process.env.CI) throw new Error(`${runtime.name} was not run: ${runtime.missing}`);
      return skip(`not run: ${runtime.missing}`);
    }
    const servers = { prism: inject("prismUrl"), redirects: redirects.url, hangs: silent.url, refuses: REFUSING_URL };
    const result = await runtime.run(inject("consumer"), { servers, params: syntheticParams });
    table.set(runtime, cells(result, expected));
    expect(result).toEqual(expected);
    expect(elsewhere.requests).toHaveLength(0);
  });
});

/** What a platform hides, the client can't tell: then the outcome is the cautious one. */
function expectedOn({ name }: Runtime): ProgramResult {
  const hidesRedirects = name === "Chromium";
  const hidesFailures = name === "Chromium" || name === "workerd";
  return {
    registers: { number: success.data },
    unauthorized: { error: "AuthenticationError", outcome: "rejected", status: 401 },
    redirected: hidesRedirects
      ? { error: "RedirectError", outcome: "unknown" }
      : { error: "RedirectError", outcome: "rejected", status: 307, location: elsewhere.url },
    unanswered: { error: "TimeoutError", outcome: "unknown" },
    unreachable: { error: "ConnectionError", outcome: hidesFailures ? "unknown" : "not-sent" },
  };
}
