import { defineConfig } from "vitest/config";

/** Folders and files in contract-tests, set by `npm run mutation`. */
const chosen = (process.env.MUTATION_TESTS ?? "").split(",");

export default defineConfig({
  test: {
    include: chosen.map((path) => (path.endsWith(".ts") ? path : `${path}/**/*.test.ts`)),
    globalSetup: ["contract-tests/support/shared-prism.ts"],
    isolate: false,
    testTimeout: 15_000,
  },
});
