import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["contract-tests/**/*.test.ts"],
    // A separate run; package/vitest.config.ts explains why.
    exclude: ["contract-tests/{package,command}/**"],
    globalSetup: ["contract-tests/support/setup.ts"],
    // The files of a worker share their modules, so the description is read once per worker and not once per file.
    isolate: false,
    // Files start in the order that finishes soonest. Their tests run in random order.
    sequence: { shuffle: { files: false, tests: true } },
    // All cores, because tests often wait for another process, such as a browser or a server.
    maxWorkers: "100%",
    // Speed is never asserted: these are long enough for a busy machine, where a browser takes seconds to render.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
