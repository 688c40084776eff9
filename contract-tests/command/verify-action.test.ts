import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { syntheticParams } from "../support/params.js";
import { run } from "../support/run.js";
import { changeReply, whenStatus } from "../verify/mutants/mutant.js";
import type { Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { serve } from "../verify/reference/serve.js";

const SCRIPT = ".github/actions/verify/verify.sh";
const COMMAND = `${process.execPath} ${join(inject("consumer"), "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js")}`;
const brokenId = changeReply(
  "",
  whenStatus(200),
  ({ body }) => ({ body: String(body).replace(/"id":"/, "$&x") }),
  [],
).provider;

/** Runs the action's script as a runner does, and reads the outputs that it sets. */
async function runAction(provider: Provider, inputs: NodeJS.ProcessEnv = {}) {
  const folder = await mkdtemp(join(tmpdir(), "hamsa-action-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const output = join(folder, "output");
  await using served = await serve(provider);
  const env = {
    ...process.env,
    HAMSA_API_KEY: REFERENCE_KEY,
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: output,
    GITHUB_JOB: "api",
  };
  const result = await run("bash", [SCRIPT], {
    env: { ...env, COMMAND, TARGET: served.url, GITHUB_ACTIONS: "", VITEST: undefined, ...inputs },
  });
  const lines = (await readFile(output, "utf8")).trim().split("\n");
  const outputs = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s)));
  return { ...result, folder, outputs, requests: served.requests };
}

test("the action is safe by default, and its outputs name the verdict and the report", async () => {
  const { code, outputs, requests } = await runAction(referenceProvider());
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "passed" });
  expect(requests.some(({ body }) => body.includes(syntheticParams.phoneNumber))).toBe(false);
  expect(JSON.parse(await readFile(outputs.report ?? "", "utf8"))).toMatchObject({ mode: "safe", verdict: "passed" });
  expect((await readdir(outputs.folder ?? "")).sort()).toEqual([
    "ctrf.json",
    "verify.html",
    "verify.json",
    "verify.xml",
  ]);
});

test("the action passes its inputs on, and no two uses share an artifact", async () => {
  const inputs = {
    MODE: "full",
    EXCEPT: "AddTwilioNumberResponse.data.id",
    HEADER: "x-gateway: a\nx-team: b\n",
    STRICT: "true",
  };
  const { code, outputs, requests, folder } = await runAction(brokenId, {
    ...inputs,
    HAMSA_PARAMS: JSON.stringify(syntheticParams),
  });
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 0, verdict: "passed" });
  expect(requests[0]?.headers).toMatchObject({ "x-gateway": "a", "x-team": "b" });
  // The file with the token is gone.
  expect((await readdir(folder)).filter((name) => name.includes("params"))).toEqual([]);
  const other = await runAction(brokenId, { MODE: "full", ONLY: "AddTwilioNumberResponse.data" });
  expect({ code: other.code, verdict: other.outputs.verdict }).toEqual({ code: 1, verdict: "failed" });
  expect(other.outputs.artifact).toMatch(/^verify-api-/);
  expect(other.outputs.artifact).not.toBe(outputs.artifact);
});

test("the action says when a server could not be judged", async () => {
  const { code, outputs } = await runAction(referenceProvider(), { HAMSA_API_KEY: "another-key-altogether" });
  expect({ code, verdict: outputs.verdict }).toEqual({ code: 2, verdict: "not-judged" });
  expect(await readFile(outputs.report ?? "", "utf8")).toContain("the API key is not accepted");
});
