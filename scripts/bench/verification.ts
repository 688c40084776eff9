import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { run, runForOutput } from "../../contract-tests/support/run.js";
import { REFERENCE_KEY, referenceProvider } from "../../contract-tests/verify/reference/provider.js";
import { serve } from "../../contract-tests/verify/reference/serve.js";
import { checks } from "../../src/verify/checks/checks.js";
import { findBin } from "../support/command.js";
import { QUIET } from "../support/redocly.js";
import { OUTPUT } from "./prepare.js";
import { median, ratio, repeatedly, timeRounds } from "./rounds.js";
import type { Bench } from "./table.js";

const ROUNDS = { rounds: 9, times: 1 };
const LATENCY_MS = 100;
const COMMAND = resolve("dist/bin/hamsa-twilio.js");

const authorization = (key: string) => [{ in: "header", name: "Authorization", value: `Token ${key}` }];

/** What a short test by hand has: a registration, the list, and a wrong key, each with its status. */
const ARAZZO = {
  arazzo: "1.0.1",
  info: { title: "Three steps", version: "1.0.0" },
  sourceDescriptions: [{ name: "openapi", type: "openapi", url: resolve("generated/openapi.json") }],
  workflows: [
    {
      workflowId: "register",
      steps: [
        {
          stepId: "register",
          operationId: "addTwilioNumber",
          parameters: authorization(REFERENCE_KEY),
          successCriteria: [{ condition: "$statusCode == 200" }],
        },
        {
          stepId: "list",
          operationId: "listPhoneNumbers",
          parameters: authorization(REFERENCE_KEY),
          successCriteria: [{ condition: "$statusCode == 200" }],
        },
        {
          stepId: "wrongKey",
          operationId: "listPhoneNumbers",
          parameters: authorization("a-wrong-key"),
          successCriteria: [{ condition: "$statusCode == 401" }],
        },
      ],
    },
  ],
};

export const verification: Bench = {
  name: "verification",
  title: "Verification of one provider",
  read: "The packed command, next to Redocly respect with three steps on the same server, and a Node process that does nothing. The last row has a server that takes 100 ms for each response.",
  async run(progress) {
    progress("building the command");
    await runForOutput("npm", ["run", "build"]);
    await using provider = await serve(referenceProvider());
    await using distant = await serve(referenceProvider(), LATENCY_MS);
    const arazzo = join(OUTPUT, "register.arazzo.json");
    await writeFile(arazzo, JSON.stringify(ARAZZO));
    const env = { ...process.env, ...QUIET, HAMSA_API_KEY: REFERENCE_KEY };
    const ours = [COMMAND, "verify", "--target", provider.url];
    const respect = [findBin("@redocly/cli", "redocly"), "respect", arazzo, "--server", `openapi=${provider.url}`];
    const subjects = {
      node: ["-e", "0"],
      "hamsa-twilio verify": ours,
      "redocly respect": respect,
      [`hamsa-twilio verify, ${LATENCY_MS} ms latency`]: [COMMAND, "verify", "--target", distant.url],
    };
    for (const [name, args] of Object.entries(subjects)) {
      const { code, stdout, stderr } = await run(process.execPath, args, { env });
      if (code !== 0) throw new Error(`${name} exited with ${code}:\n${stdout}${stderr}`);
    }
    const requests = distant.requests.length;
    progress("verification");
    const times = await timeRounds(
      Object.fromEntries(
        Object.entries(subjects).map(([name, args]) => [name, repeatedly(() => run(process.execPath, args, { env }))]),
      ),
      ROUNDS,
    );
    const { node = [], "redocly respect": respectTimes = [] } = times;
    const counts: Readonly<Record<string, readonly [number, number]>> = {
      "hamsa-twilio verify": [requests, checks.length],
      [`hamsa-twilio verify, ${LATENCY_MS} ms latency`]: [requests, checks.length],
      "redocly respect": [3, 3],
    };
    return {
      columns: ["", "requests", "checks", "ms", "over node -e 0", "over redocly respect"],
      rows: Object.entries(times).map(([name, each]) => [
        name,
        ...(counts[name] ?? [0, 0]),
        median(each) / 1000,
        ratio(each, node),
        ratio(each, respectTimes),
      ]),
    };
  },
};
