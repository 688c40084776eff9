import { defineConfig } from "vitest/config";

/** For `npm run mutation`, which names the folder of tests. */
export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    globalSetup: ["contract-tests/support/shared-prism.ts"],
    isolate: false,
    testTimeout: 15_000,
  },
});
