import { afterAll, beforeAll, describe, inject, test } from "vitest";
import { hangs, responds, succeeds, success } from "../support/behaviors.js";
import { type HostileServer, REFUSING_URL, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import type { ProgramResult } from "./support/program.js";
import { renderTable, toCells } from "./support/runtime-table.js";
import { listRuntimes, type Runtime } from "./support/runtimes.js";

const table = new Map<Runtime, string[]>();
let elsewhere: HostileServer;
let redirects: HostileServer;
let silent: HostileServer;

beforeAll(async () => {
  elsewhere = await startHostileServer(succeeds);
  redirects = await startHostileServer(responds({ status: 307, headers: { location: `${elsewhere.url}/steal` } }));
  silent = await startHostileServer(hangs);
});

afterAll(async () => {
  await Promise.all([elsewhere, redirects, silent].map((server) => server[Symbol.asyncDispose]()));
  // Reporters only count skipped tests. The table shows each gap and its reason.
  const gaps = [...table.keys()].some(({ run }) => run === undefined);
  if (gaps || inject("everyRuntime")) console.log(renderTable(table));
});

describe.concurrent("the contract program has the same result", () => {
  test.for(listRuntimes({ every: inject("everyRuntime") }))("on $name", async (runtime, { expect, skip }) => {
    const expected = getExpectedResult(runtime);
    table.set(runtime, toCells({}, expected));
    if (runtime.run === undefined) {
      if (inject("everyRuntime") && process.env.CI) throw new Error(`${runtime.name} was not run: ${runtime.missing}`);
      return skip(`not run: ${runtime.missing}`);
    }
    const servers = { prism: inject("prismUrl"), redirects: redirects.url, hangs: silent.url, refuses: REFUSING_URL };
    const { unused, ...result } = await runtime.run(inject("consumer"), { servers, params: syntheticParams });
    table.set(runtime, toCells(result, expected));
    expect(result).toEqual(expected);
    expect(unused, "every export is used").toEqual(runtime.hasFiles ? [] : NEED_FILES);
    expect(elsewhere.requests).toHaveLength(0);
  });
});

/** The exports that a runtime without files can't use. */
const NEED_FILES = ["AttemptFileError", "fileAttempts", "listAttempts"];

/** If a platform hides what happened, the outcome is the cautious one. */
function getExpectedResult({ name }: Runtime): ProgramResult {
  const hidesRedirects = name === "Chromium";
  const hidesFailures = name === "Chromium" || name === "workerd";
  return {
    registers: { number: success.data },
    throughHttp: { number: success.data },
    unauthorized: { error: "AuthenticationError", outcome: "rejected", status: 401 },
    redirected: hidesRedirects
      ? { error: "RedirectError", outcome: "unknown" }
      : { error: "RedirectError", outcome: "rejected", status: 307, location: elsewhere.url },
    unanswered: { error: "TimeoutError", outcome: "unknown" },
    unreachable: { error: "ConnectionError", outcome: hidesFailures ? "unknown" : "not-sent" },
  };
}
