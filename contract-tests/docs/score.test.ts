import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/run.js";

const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** Averages over both operations. openapi/README.md explains why more points would be dishonest. */
const FORGONE = {
  parameterSimplicity: (1 + (1 - 4 / 10)) / 2,
  schemaSimplicity: (1 - 2 / 8 + (1 - 4 / 8)) / 2,
  constraintClarity: (8 / 12 + 7 / 20) / 2,
};

test("the description has every point of Redocly's score except those that openapi/README.md forgoes", async () => {
  const redocly = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");
  const config = "--config=openapi/redocly.yaml";
  const args = [redocly, "score", "openapi/openapi.yaml", config, "--format=json"];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...QUIET } });
  const { subscores, discoverability } = JSON.parse(stdout);
  expect(discoverability).toBe(100);
  const whole = Object.fromEntries(Object.keys(subscores).map((subscore) => [subscore, 1]));
  expect(subscores).toEqual({ ...whole, ...FORGONE });
});
