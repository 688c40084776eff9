import { expect, test } from "vitest";
import { succeeds } from "../support/behaviors.js";
import { startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";
import { runForOutput } from "../support/run.js";

test("a script that makes one call exits by itself, long before the call's timeout", async () => {
  await using server = await startHostileServer(succeeds);
  const script = `
    import { createHamsaClient } from "./src/index.ts";
    const hamsa = createHamsaClient({ apiKey: "an-api-key", baseUrl: "${server.url}", timeout: 600_000 });
    const number = await hamsa.addTwilioNumber(${JSON.stringify(syntheticParams)});
    console.log(number.number);
  `;
  // A timer or a listener that remains would keep the process alive until it is killed here.
  const stdout = await runForOutput(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
    timeout: 10_000,
  });
  expect(stdout.trim()).toBe(syntheticParams.phoneNumber);
});
