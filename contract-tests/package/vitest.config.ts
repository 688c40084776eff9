import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** A separate run, because packing and other runtimes use all cores and would disturb tests that measure time. */
export default defineConfig(({ mode }) => ({
  test: {
    provide: { everyRuntime: mode === "runtimes" },
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["contract-tests/{package,command}/*.test.ts"],
    globalSetup: ["contract-tests/package/support/setup.ts"],
    isolate: false,
    sequence: { shuffle: { files: false, tests: true } },
    // Most tests start another program, which needs a core of its own.
    maxConcurrency: 2,
    // The tests mostly wait for those programs.
    maxWorkers: 2 * availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
}));
