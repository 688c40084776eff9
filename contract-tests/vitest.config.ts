import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SlowFoldersFirst } from "./support/slow-folders-first.js";

export default defineConfig(({ mode }) => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const options = {
    root,
    // The files of a worker share their modules, so the description is read once per worker and not once per file.
    isolate: false,
    // Files start in the order that finishes soonest. Their tests run in random order.
    sequence: { sequencer: SlowFoldersFirst, shuffle: { files: false, tests: true } },
    // Tests that run at once wait for other programs, which need the cores.
    maxConcurrency: 4,
    // Speed is never asserted: these are long enough for a busy machine, where a browser takes seconds to render.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  };
  return {
    test: {
      root,
      // Tests often wait for another process, such as a browser, a server or the command.
      maxWorkers: 2 * availableParallelism(),
      sequence: options.sequence,
      globalSetup: ["contract-tests/support/setup.ts"],
      projects: [
        {
          test: {
            ...options,
            name: "contract",
            include: ["contract-tests/**/*.test.ts"],
            exclude: ["contract-tests/{package,command}/**"],
          },
        },
        // What needs the packed tarball.
        {
          test: {
            ...options,
            name: "package",
            include: ["contract-tests/{package,command}/*.test.ts"],
            provide: { everyRuntime: mode === "runtimes" },
          },
        },
      ],
    },
  };
});
