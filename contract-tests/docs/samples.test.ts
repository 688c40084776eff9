import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { listing, operations, registration, serverUrl } from "../../src/verify/operations/description.js";
import { type ProcessResult, run } from "../support/run.js";

const SAMPLES = "contract-tests/docs/samples";
const PRELOAD = "contract-tests/docs/support/hamsa-at-prism.ts";
const SECRETS = { HAMSA_API_KEY: "the-api-key-of-a-test", TWILIO_AUTH_TOKEN: "the-auth-token-of-a-test" };

interface Expectation {
  /** Which response the mock returns. */
  readonly prefer: string;
  /** Which list it returns, if that is another operation. */
  readonly preferList?: string;
  readonly body: unknown;
  readonly clientPrints: readonly string[];
  readonly fetchPrints: readonly string[];
  /** How the client's sample begins to print a rejection. */
  readonly rejection: RegExp;
}

const registered = exampleOf("200", "synthetic") as { data: { id: string; number: string } };
const rejected = exampleOf("401", "notAuthenticated") as { message: string };
const list = listing.success.example as { data: { id: string; number: string; label: string }[] };
const registeredLine = `Registered ${registered.data.number} as ${registered.data.id}.`;
const listLines = list.data.map(({ number, label }) => `${number} is "${label}".`);

/** What the samples of each operation print against the mock. */
const EXPECTED: Readonly<Record<string, Expectation>> = {
  [registration.operationId]: {
    prefer: "example=synthetic",
    preferList: "example=empty",
    body: registered,
    clientPrints: [registeredLine],
    fetchPrints: [registeredLine],
    rejection: /^AuthenticationError, unchanged: /,
  },
  [listing.operationId]: {
    prefer: "example=synthetic",
    body: list,
    clientPrints: [...listLines, `It is registered as ${list.data[0]?.id}.`],
    fetchPrints: listLines,
    rejection: /^AuthenticationError: /,
  },
};

// Each sample runs in a process of its own. Compiling all of them at once saves each from loading a compiler.
let compiled: string;
beforeAll(async () => {
  compiled = await mkdtemp(join(tmpdir(), "hamsa-samples-"));
  const samples = readdirSync(SAMPLES, { recursive: true }).map((file) => `${SAMPLES}/${file}`);
  await build({
    entryPoints: [PRELOAD, ...samples.filter((file) => file.endsWith(".ts"))],
    outdir: compiled,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
  });
});
afterAll(() => rm(compiled, { recursive: true }));

test("every operation has four, and their results are expected below", () => {
  const operationIds = operations.map(({ operationId }) => operationId).sort();
  expect(readdirSync(SAMPLES).sort()).toEqual(operationIds);
  expect(Object.keys(EXPECTED).sort()).toEqual(operationIds);
  for (const operationId of operationIds) {
    expect(readdirSync(`${SAMPLES}/${operationId}`).sort()).toEqual(["client.ts", "curl.sh", "fetch.ts", "mock.ts"]);
  }
});

describe.for(Object.entries(EXPECTED))("a sample of %s, run as shown against the mock", ([operation, expected]) => {
  test("curl prints the response", async (context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl(operation, expected.prefer);
    expect(JSON.parse(stdout)).toEqual(expected.body);
    expect(code).toBe(0);
  });

  test.for([
    ["client.ts", expected.clientPrints],
    ["fetch.ts", expected.fetchPrints],
  ] as const)("%s prints the result", async ([file, printed]) => {
    const { code, stdout, stderr } = await runAgainstPrism(
      `${operation}/${file}`,
      expected.prefer,
      expected.preferList,
    );
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual(printed);
    expect(code).toBe(0);
  });

  test("mock.ts passes as a test", async () => {
    const { code, stdout, stderr } = await run(process.execPath, [outputOf(`${SAMPLES}/${operation}/mock.ts`)]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/pass 1\n/);
    expect(code).toBe(0);
  });

  test("if the request is rejected, curl prints the reason and fails", async (context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl(operation, "code=401");
    expect(JSON.parse(stdout)).toEqual(rejected);
    expect(code).not.toBe(0);
  });

  test.for([
    ["client.ts", expected.rejection],
    ["fetch.ts", /^Error: /m],
  ] as const)(
    "if the request is rejected, %s prints the reason but no secret, and fails",
    async ([file, beginning]) => {
      const { code, stdout, stderr } = await runAgainstPrism(`${operation}/${file}`, "code=401");
      expect(stderr).toMatch(beginning);
      expect(stderr).toContain(rejected.message);
      for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
      expect(code).toBe(1);
    },
  );
});

function exampleOf(status: string, name: string): unknown {
  return registration.responses[status]?.examples[name]?.value;
}

function runAgainstPrism(file: string, prefer: string, preferList = prefer): Promise<ProcessResult> {
  const environment = { ...SECRETS, PRISM_URL: inject("prismUrl"), PREFER: prefer, PREFER_LIST: preferList };
  const args = ["--import", outputOf(PRELOAD), outputOf(`${SAMPLES}/${file}`)];
  return run(process.execPath, args, { env: { ...process.env, ...environment } });
}

function outputOf(file: string): string {
  return join(compiled, file.replace(/\.ts$/, ".mjs"));
}

/** Runs a shell sample unchanged except for its host. A wrapper around curl tells the mock which response to return. */
function runCurl(operation: string, prefer: string): Promise<ProcessResult> {
  const original = readFileSync(`${SAMPLES}/${operation}/curl.sh`, "utf8");
  const sample = original.replace(serverUrl, inject("prismUrl"));
  expect(sample).not.toBe(original);
  const script = `curl() { command curl --silent --header "Prefer: ${prefer}" "$@"; }\n${sample}`;
  return run("sh", ["-c", script], { env: { ...process.env, ...SECRETS } });
}
