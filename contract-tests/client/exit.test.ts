import { expect, test } from "vitest";
import { succeeds } from "../support/behaviours.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import { output } from "../support/run.js";

test("a script that makes one call ends by itself, long before the timeout of the call", async () => {
  await using server = await startHostileServer(succeeds);
  const script = `
    import { createHamsaClient } from "./src/index.ts";
    const hamsa = createHamsaClient({ apiKey: "an-api-key", baseUrl: "${server.url}", timeout: 600_000 });
    const number = await hamsa.addTwilioNumber(${JSON.stringify(syntheticParams)});
    console.log(number.number);
  `;
  // A timer or a listener left behind would keep the process until it is killed here.
  const stdout = await output(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    timeout: 10_000,
  });
  expect(stdout.trim()).toBe(syntheticParams.phoneNumber);
});
