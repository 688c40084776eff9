import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { listing, operations, registration, serverUrl } from "../../src/verify/operations/description.js";
import { type ProcessResult, run, runTypeScript } from "../support/run.js";

const SAMPLES = "contract-tests/docs/samples";
const SECRETS = { HAMSA_API_KEY: "the-api-key-of-a-test", TWILIO_AUTH_TOKEN: "the-auth-token-of-a-test" };

const ADD = registration.operationId;
const LIST = listing.operationId;

const registered = exampleOf("200", "published") as { data: { id: string; number: string } };
const rejected = exampleOf("401", "notAuthenticated") as { message: string };
const list = listing.success.example as typeof registered & {
  data: { id: string; number: string; label: string }[];
};

/** What the samples print for each item of the list. */
const lines = list.data.map(({ number, label }) => `${number} is "${label}".`);

test("every operation has four", () => {
  expect(readdirSync(SAMPLES).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
  for (const { operationId } of operations) {
    expect(readdirSync(`${SAMPLES}/${operationId}`).sort()).toEqual(["client.ts", "curl.sh", "fetch.ts", "mock.ts"]);
  }
});

describe("a sample, run as shown against the mock", () => {
  test.for([
    [ADD, "code=200", registered],
    [LIST, "example=synthetic", list],
  ] as const)("curl prints the response of %s", async ([operation, prefer, body], context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl(operation, prefer);
    expect(JSON.parse(stdout)).toEqual(body);
    expect(code).toBe(0);
  });

  test.for(["client.ts", "fetch.ts"])("%s prints the registered number", async (file) => {
    const { code, stdout, stderr } = await runAgainstPrism(`${ADD}/${file}`, "code=200");
    expect(stderr).toBe("");
    expect(stdout.trim()).toBe(`Registered ${registered.data.number} as ${registered.data.id}.`);
    expect(code).toBe(0);
  });

  test.for([
    ["client.ts", [...lines, `It is registered as ${list.data[0]?.id}.`]],
    ["fetch.ts", lines],
  ] as const)("%s prints the numbers of the list", async ([file, printed]) => {
    const { code, stdout, stderr } = await runAgainstPrism(`${LIST}/${file}`, "example=synthetic");
    expect(stderr).toBe("");
    expect(stdout.trim().split("\n")).toEqual(printed);
    expect(code).toBe(0);
  });

  test.for([ADD, LIST])("%s/mock.ts passes as a test", async (operation) => {
    const { code, stdout, stderr } = await runTypeScript([`${SAMPLES}/${operation}/mock.ts`]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/pass 1\n/);
    expect(code).toBe(0);
  });
});

describe("a sample whose request is rejected", () => {
  test.for([ADD, LIST])("curl prints the reason and fails: %s", async (operation, context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl(operation, "code=401");
    expect(JSON.parse(stdout)).toEqual(rejected);
    expect(code).not.toBe(0);
  });

  const programs = [ADD, LIST].flatMap((operation) => [`${operation}/client.ts`, `${operation}/fetch.ts`]);
  test.for(programs)("%s prints the reason but no secret, and fails", async (file) => {
    const { code, stdout, stderr } = await runAgainstPrism(file, "code=401");
    expect(stderr).toContain(rejected.message);
    for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
    expect(code).toBe(1);
  });

  test("client.ts prints the outcome", async () => {
    const { stderr } = await runAgainstPrism(`${ADD}/client.ts`, "code=401");
    expect(stderr).toMatch(/^AuthenticationError, rejected: /);
  });
});

function exampleOf(status: string, name: string): unknown {
  return registration.responses[status]?.examples[name]?.value;
}

function runAgainstPrism(file: string, prefer: string): Promise<ProcessResult> {
  const preload = "./contract-tests/docs/support/hamsa-at-prism.ts";
  const environment = { ...SECRETS, PRISM_URL: inject("prismUrl"), PREFER: prefer };
  return runTypeScript(["--import", preload, `${SAMPLES}/${file}`], { env: { ...process.env, ...environment } });
}

/** Runs a shell sample unchanged except for its host. A wrapper around curl tells the mock which response to return. */
function runCurl(operation: string, prefer: string): Promise<ProcessResult> {
  const original = readFileSync(`${SAMPLES}/${operation}/curl.sh`, "utf8");
  const sample = original.replace(serverUrl, inject("prismUrl"));
  expect(sample).not.toBe(original);
  const script = `curl() { command curl --silent --header "Prefer: ${prefer}" "$@"; }\n${sample}`;
  return run("sh", ["-c", script], { env: { ...process.env, ...SECRETS } });
}
