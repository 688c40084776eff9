import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { TurnSequencer } from "./support/turn-sequencer.js";

const CONTRACT = "contract-tests/!(package|command)/**/*.test.ts";
/** Tests of the packed tarball. */
const PACKAGE = "contract-tests/{package,command}/*.test.ts";

/** The tests that run with each `--mode`. */
const INCLUDED: Readonly<Record<string, readonly string[]>> = {
  contract: [CONTRACT],
  package: [PACKAGE],
  runtimes: [PACKAGE],
};

export default defineConfig(({ mode }) => {
  const include = INCLUDED[mode] ?? [PACKAGE, CONTRACT];
  return {
    test: {
      root: fileURLToPath(new URL("..", import.meta.url)),
      include: [...include],
      provide: { needsPackage: include.includes(PACKAGE), everyRuntime: mode === "runtimes" },
      globalSetup: ["contract-tests/support/setup.ts"],
      // The files of a worker share their modules, so the description is read once per worker and not once per file.
      isolate: false,
      // Tests often wait for another process, such as a browser, a server or the command.
      maxWorkers: 2 * availableParallelism(),
      // Files start in the order that finishes soonest. Their tests run in random order.
      sequence: { sequencer: TurnSequencer, shuffle: { files: false, tests: true } },
      // Tests that run at once wait for other programs, which need the cores.
      maxConcurrency: 4,
      // Speed is never asserted: these are long enough for a busy machine, where a browser takes seconds to render.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      expect: { poll: { timeout: 30_000 } },
    },
  };
});
