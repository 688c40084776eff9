import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { output, run } from "../../contract-tests/support/run.js";
import { REFERENCE_KEY, referenceProvider } from "../../contract-tests/verify/reference/provider.js";
import { serve } from "../../contract-tests/verify/reference/serve.js";
import { checks } from "../../src/verify/checks/checks.js";
import { bin } from "../support/command.js";
import { OUTPUT } from "./prepare.js";
import { median, ratio, repeatedly, timed } from "./rounds.js";
import type { Bench } from "./table.js";

const ROUNDS = { rounds: 9, times: 1 };
const COMMAND = resolve("dist/bin/hamsa-twilio.js");
const QUIET = { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

/** The least that Redocly respect can be asked: one registration, and that it answers 200. */
const ARAZZO = {
  arazzo: "1.0.1",
  info: { title: "One registration", version: "1.0.0" },
  sourceDescriptions: [{ name: "openapi", type: "openapi", url: resolve("generated/openapi.json") }],
  workflows: [
    {
      workflowId: "register",
      steps: [
        {
          stepId: "register",
          operationId: "addTwilioNumber",
          parameters: [{ in: "header", name: "Authorization", value: `Token ${REFERENCE_KEY}` }],
          successCriteria: [{ condition: "$statusCode == 200" }],
        },
      ],
    },
  ],
};

export const verification: Bench = {
  name: "verification",
  title: "Verification of one provider",
  read: "The command as it is packed, beside Redocly respect with a single check on the same server, and beside a Node that does nothing.",
  async run(progress) {
    progress("building the command");
    await output("npm", ["run", "build"]);
    await using provider = await serve(referenceProvider());
    const arazzo = join(OUTPUT, "register.arazzo.json");
    await writeFile(arazzo, JSON.stringify(ARAZZO));
    const env = { ...process.env, ...QUIET, HAMSA_API_KEY: REFERENCE_KEY };
    const ours = [COMMAND, "verify", "--target", provider.url];
    const respect = [bin("@redocly/cli", "redocly"), "respect", arazzo, "--server", `openapi=${provider.url}`];
    const subjects = {
      node: ["-e", "0"],
      "hamsa-twilio verify": ours,
      "redocly respect": respect,
    };
    for (const [name, args] of Object.entries(subjects)) {
      const { code, stdout, stderr } = await run(process.execPath, args, { env });
      if (code !== 0) throw new Error(`${name} ended with ${code}:\n${stdout}${stderr}`);
    }
    const requests = provider.asked.length - 1;
    progress("verification by command");
    const times = await timed(
      Object.fromEntries(
        Object.entries(subjects).map(([name, args]) => [name, repeatedly(() => run(process.execPath, args, { env }))]),
      ),
      ROUNDS,
    );
    const { node = [], "redocly respect": respectTimes = [] } = times;
    const asked: Readonly<Record<string, readonly [number, number]>> = {
      "hamsa-twilio verify": [requests, checks.length],
      "redocly respect": [1, 1],
    };
    return {
      columns: ["", "requests", "checks", "ms", "over node -e 0", "over redocly respect"],
      rows: Object.entries(times).map(([name, each]) => [
        name,
        ...(asked[name] ?? [0, 0]),
        median(each) / 1000,
        ratio(each, node),
        ratio(each, respectTimes),
      ]),
    };
  },
};
