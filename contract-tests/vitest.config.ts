import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["contract-tests/**/*.test.ts"],
    // A run of its own: package/vitest.config.ts says why.
    exclude: ["contract-tests/{package,command}/**"],
    globalSetup: ["contract-tests/support/platforms.ts", "contract-tests/support/shared-prism.ts"],
    typecheck: {
      enabled: true,
      include: ["contract-tests/**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
    },
    // Files are isolated and start in the order that ends soonest; the tests in them run in any order.
    sequence: { shuffle: { files: false, tests: true } },
    // All cores: what a test waits for, a browser or a server, is often another process.
    maxWorkers: "100%",
    testTimeout: 15_000,
  },
});
