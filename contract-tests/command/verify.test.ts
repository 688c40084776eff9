import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { expect, inject, onTestFinished, test } from "vitest";
import { describedResponses } from "../../src/verify/operations/description.js";
import { listSecrets } from "../../src/verify/probes/plan.js";
import { changesSomething } from "../../src/verify/probes/probe.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { type ProcessResult, run } from "../support/run.js";
import { leakMutants } from "../verify/mutants/leaks.js";
import { changeReply, whenStatus } from "../verify/mutants/mutant.js";
import type { Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { serve } from "../verify/reference/serve.js";

const COMMAND = [join(inject("consumer"), "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js"), "verify"];
const environment = { ...process.env, HAMSA_API_KEY: REFERENCE_KEY, GITHUB_ACTIONS: "", VITEST: undefined };

/** Runs the command as a person does. */
function runAt(target: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<ProcessResult> {
  return run(process.execPath, [...COMMAND, "--target", target, ...args], { env: { ...environment, ...env } });
}

/** Runs the command against a provider of this process. */
async function runAgainst(
  provider: Provider,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ProcessResult> {
  await using served = await serve(provider);
  return await runAt(served.url, args, env);
}

/** A directory for reports that is gone when the test is. */
async function reportDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "hamsa-report-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

const brokenId = changeReply(
  "",
  whenStatus(200),
  ({ body }) => ({ body: String(body).replace(/"id":"/, "$&x") }),
  [],
).provider;
const brokenLabel = changeReply(
  "",
  whenStatus(200),
  ({ body }) => ({ body: String(body).replace(/"label":"/, "$&x") }),
  [],
).provider;

test("what no source documents is advice: the command exits with 0 and prints the coverage", async () => {
  const { code, stdout, stderr } = await runAgainst(brokenLabel);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("! 1  data.label is the label that was sent in a 200 response to a registration (inferred)");
  expect(stdout).toMatch(/full mode, [0-9]+ requests, [0-9.]+ s, hamsa-twilio/);
  expect(stdout).toContain("This run made 1 registration of +14155550123 (a valid registration).");
  const statuses = describedResponses.length;
  expect(stdout).toMatch(new RegExp(`${statuses - 2} of ${statuses} +statuses; not 429, default`));
  expect(stdout).toMatch(/✓ Keeps the contract/);
});

test("advice fails a strict run", async () => {
  expect((await runAgainst(brokenLabel, ["--strict"])).code).toBe(1);
});

test("a server that breaks the contract makes it exit with 1, and every report has the broken clause", async () => {
  const directory = await reportDirectory();
  const [json, junit] = [join(directory, "report.json"), join(directory, "report.xml")];
  const { code, stdout } = await runAgainst(brokenId, ["--json", json, "--junit", junit], { GITHUB_ACTIONS: "true" });
  expect(code).toBe(1);
  expect(stdout).toContain("✗ 1  data.id is a uuid in a 200 response to a registration (documented)");
  expect(stdout).toContain("rule      #/components/schemas/TwilioNumber/properties/id/format");
  expect(stdout).toContain("source    the API's published page (documented)");
  expect(stdout).toMatch(/request {3}POST .*a valid registration/);
  expect(stdout).toContain("--only AddTwilioNumberResponse.data.id/format");
  expect(stdout).toMatch(
    /^::error title=data\.id is a uuid in a 200 response to a registration \(1 check\)::AddTwilioNumberResponse\.data\.id\/format.*$/m,
  );
  const report = JSON.parse(await readFile(json, "utf8"));
  expect(report).toMatchObject({ mode: "full", strict: false, verdict: "failed" });
  expect(report.checks).toContainEqual(
    expect.objectContaining({ id: "AddTwilioNumberResponse.data.id/format", level: "documented", status: "failed" }),
  );
  expect(await readFile(junit, "utf8")).toMatch(/failures="1"/);
});

test("Prism's mock keeps the contract, and what a mock can't do is reported as skipped", async () => {
  const { code, stdout } = await runAt(inject("prismUrl"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/a static mock responds with examples: .*authentication\/bare-key/);
  expect(stdout).toMatch(/Prism responded itself, not for the API: .*protocol\//);
});

test("a target that can't be judged makes it exit with 2, one paragraph on stderr, and every report with the reason", async () => {
  const directory = await reportDirectory();
  const files = ["report.json", "report.xml", "report.html", "ctrf.json", "summary.md"].map((name) =>
    join(directory, name),
  );
  const [json = "", junit = "", html = "", ctrf = "", summary = ""] = files;
  const args = [
    "--api-key",
    "another-key-altogether",
    "--json",
    json,
    "--junit",
    junit,
    "--html",
    html,
    "--ctrf",
    ctrf,
  ];
  const { code, stdout, stderr } = await runAgainst(referenceProvider(), args, { GITHUB_STEP_SUMMARY: summary });
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr.trim()).toMatch(
    /^Tried POST .*\. Received 401.*Pass a valid one with --api-key or HAMSA_API_KEY\. This run registered nothing\.$/,
  );
  for (const file of files) expect(await readFile(file, "utf8"), file).toContain("the API key is not accepted");
});

test("a params file that is wrong makes it exit with 2 before anything is sent, and the report says so", async () => {
  const directory = await reportDirectory();
  const [params, json] = [join(directory, "params.json"), join(directory, "report.json")];
  await writeFile(params, "{}");
  await using served = await serve(referenceProvider());
  const { code, stderr } = await runAt(served.url, ["--params", params, "--json", json]);
  expect(code).toBe(2);
  expect(stderr).toContain("breaks the description");
  expect(served.requests).toEqual([]);
  expect(JSON.parse(await readFile(json, "utf8"))).toMatchObject({ verdict: "not-judged", exchanges: [] });
});

test("--json without a file prints only JSON to stdout, and its failures can be a baseline", async () => {
  const directory = await reportDirectory();
  const first = await runAgainst(brokenId, ["--json"]);
  expect(first.code).toBe(1);
  expect(JSON.parse(first.stdout)).toMatchObject({ verdict: "failed" });
  expect(first.stderr).toContain("✗ Breaks the contract");
  const baseline = join(directory, "baseline.json");
  await writeFile(baseline, first.stdout);
  const second = await runAgainst(brokenId, ["--baseline", baseline]);
  expect(second.code).toBe(0);
  expect(second.stdout).toContain("Known failures, which don't fail the run: AddTwilioNumberResponse.data.id/format");
  expect((await runAgainst(brokenId, ["--except", "AddTwilioNumberResponse.data.id"])).code).toBe(0);
});

test("--env reads the key from a file with a byte order mark, without executing anything in it", async () => {
  const directory = await reportDirectory();
  const [file, witness, script] = ["api.env", "witness", "script.cjs"].map((name) => join(directory, name));
  await writeFile(script as string, `require("node:fs").writeFileSync(${JSON.stringify(witness)}, "")`);
  await writeFile(file as string, `\uFEFFHAMSA_API_KEY=${REFERENCE_KEY}\nNODE_OPTIONS=--require=${script}\n`);
  const { code } = await runAgainst(referenceProvider(), ["--env", file as string], { HAMSA_API_KEY: undefined });
  expect(code).toBe(0);
  await expect(readFile(witness as string)).rejects.toThrow("ENOENT");
  const missing = await runAgainst(referenceProvider(), ["--env", "no-such.env"]);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/no-such\.env.*ENOENT/);
});

test("a report that can't be written makes it exit with 2, and the others are written", async () => {
  const directory = await reportDirectory();
  const [json, taken] = [join(directory, "report.json"), join(directory, "taken")];
  await writeFile(taken, "a file, and not a folder");
  const html = join(taken, "report.html");
  const { code, stderr } = await runAgainst(referenceProvider(), ["--html", html, "--json", json]);
  expect(code).toBe(2);
  expect(stderr).toContain(`The report ${html} can't be written`);
  expect(JSON.parse(await readFile(json, "utf8"))).toMatchObject({ verdict: "not-judged", exchanges: [] });
});

test("an unknown flag makes it exit with 2 and points to help", async () => {
  const { code, stderr } = await runAgainst(referenceProvider(), ["--no-such-flag"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/Unknown option --no-such-flag\.[\s\S]*hamsa-twilio verify --help/);
});

test("no report has a secret, however a server returns it", async () => {
  const directory = await reportDirectory();
  const files = ["report.json", "report.xml", "report.html", "summary.md"].map((name) => join(directory, name));
  const [json = "", junit = "", html = "", summary = ""] = files;
  // All leaks at once: each mutant changes another request or another part of the response.
  const leaking: Provider = (request) => {
    const replies = leakMutants.map(({ provider }) => provider(request));
    const [{ status } = { status: 500 }] = replies;
    const leaked = replies.map(({ body, headers }) => `${body} ${JSON.stringify(headers)}`).join("\n");
    return {
      status,
      headers: { "content-type": "application/json", "x-leaked": leaked.replace(/\s/g, " ") },
      body: leaked,
    };
  };
  const { code, stdout, stderr } = await runAgainst(leaking, ["--json", json, "--junit", junit, "--html", html], {
    GITHUB_ACTIONS: "true",
    GITHUB_STEP_SUMMARY: summary,
  });
  expect(code).toBe(1);
  const written = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const reports = [stdout, stderr, ...written].join("\n").toLowerCase();
  for (const { value } of listSecrets({ apiKey: REFERENCE_KEY })) {
    for (const spelling of [value, Buffer.from(value).toString("base64"), Buffer.from(value).toString("hex")]) {
      expect(reports.includes(spelling.toLowerCase()), spelling).toBe(false);
    }
  }
});

test("--cacert makes it trust an extra CA", async () => {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
  });
  const conforming = referenceProvider();
  const server = createServer({ key, cert }, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { method = "", url = "", headers } = request;
    const reply = conforming({ method, path: url, headers: headers as Record<string, string>, body });
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  const target = `https://localhost:${(server.address() as AddressInfo).port}`;
  const cacert = join(await reportDirectory(), "ca.pem");
  await writeFile(cacert, cert);
  expect((await runAt(target)).stderr).toMatch(/The TLS handshake failed/);
  expect((await runAt(target, ["--cacert", cacert])).code).toBe(0);
  expect((await runAt(target, ["--cacert", "no-such.pem"])).stderr).toContain("There is no file no-such.pem");
});

test("Ctrl-C ends it while a server keeps it waiting, and it prints what had been sent", async () => {
  const changing = buildProbes({ apiKey: REFERENCE_KEY, safe: false }).findLastIndex(changesSomething);
  const methods: string[] = [];
  let hangs = () => {};
  const hanging = new Promise<void>((resolve) => {
    hangs = resolve;
  });
  const conforming = referenceProvider();
  await using served = await serve((request) => {
    methods.push(request.method);
    if (methods.length <= changing + 1) return conforming(request);
    hangs();
    return { ...conforming(request), delivery: "never" };
  });
  // The time for each request outlasts the test: nothing but Ctrl-C can end the wait.
  const args = [...COMMAND, "--target", served.url, "--timeout", "600000"];
  const child = spawn(process.execPath, args, { env: environment });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await hanging;
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
  expect(stderr).toMatch(
    new RegExp(
      `Stopped\\. ${changing + 1} of [0-9]+ requests had a response, and 10 more may have been sent\\. This run made 1 registration of \\+14155550123 \\(a valid registration\\)`,
    ),
  );
});
