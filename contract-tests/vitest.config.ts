import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["contract-tests/**/*.test.ts"],
    // A run of its own: package/vitest.config.ts says why.
    exclude: ["contract-tests/package/**"],
    globalSetup: "contract-tests/support/shared-prism.ts",
    typecheck: {
      enabled: true,
      include: ["contract-tests/**/*.test-d.ts"],
      tsconfig: "./tsconfig.json",
    },
    sequence: { shuffle: true },
    // All cores: what a test waits for, a browser or a server, is often another process.
    maxWorkers: "100%",
    testTimeout: 15_000,
  },
});
