import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, test } from "vitest";
import { at, registration } from "../support/description.js";
import { type Ended, run, runTypeScript } from "../support/run.js";

const SAMPLES = "contract-tests/docs/samples";
const SECRETS = { HAMSA_API_KEY: "the-api-key-of-a-test", TWILIO_AUTH_TOKEN: "the-auth-token-of-a-test" };

const registered = exampleOf("200", "published") as { data: { id: string; number: string } };
const refused = exampleOf("401", "notAuthenticated") as { message: string };

test("there are four, each for somebody else", () => {
  expect(readdirSync(SAMPLES).sort()).toEqual(["client.ts", "curl.sh", "fetch.ts", "mock.ts"]);
});

describe("a sample, run as shown against the mock", () => {
  test("curl prints the registered number", async (context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl("code=200");
    expect(JSON.parse(stdout)).toEqual(registered);
    expect(code).toBe(0);
  });

  test.for(["client.ts", "fetch.ts"])("%s prints the registered number", async (file) => {
    const { code, stdout, stderr } = await runAgainstPrism(file, "code=200");
    expect(stderr).toBe("");
    expect(stdout.trim()).toBe(`Registered ${registered.data.number} as ${registered.data.id}.`);
    expect(code).toBe(0);
  });

  test("mock.ts passes as a test", async () => {
    const { code, stdout, stderr } = await runTypeScript([`${SAMPLES}/mock.ts`]);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/pass 1\n/);
    expect(code).toBe(0);
  });
});

describe("a sample that is refused", () => {
  test("curl prints the reason and fails", async (context) => {
    if ((await run("curl", ["--version"])).code !== 0) context.skip("curl is not installed");
    const { code, stdout } = await runCurl("code=401");
    expect(JSON.parse(stdout)).toEqual(refused);
    expect(code).not.toBe(0);
  });

  test.for(["client.ts", "fetch.ts"])("%s tells the reason, but no secret, and fails", async (file) => {
    const { code, stdout, stderr } = await runAgainstPrism(file, "code=401");
    expect(stderr).toContain(refused.message);
    for (const secret of Object.values(SECRETS)) expect(stdout + stderr).not.toContain(secret);
    expect(code).toBe(1);
  });

  test("client.ts tells what became of the number", async () => {
    const { stderr } = await runAgainstPrism("client.ts", "code=401");
    expect(stderr).toMatch(/^AuthenticationError, rejected: /);
  });
});

function exampleOf(status: string, name: string): unknown {
  return registration.answers[status]?.examples[name]?.value;
}

function runAgainstPrism(file: string, prefer: string): Promise<Ended> {
  const preload = "./contract-tests/docs/support/hamsa-at-prism.ts";
  const environment = { ...SECRETS, PRISM_URL: inject("prismUrl"), PREFER: prefer };
  return runTypeScript(["--import", preload, `${SAMPLES}/${file}`], { env: { ...process.env, ...environment } });
}

/** The host apart, a shell sample runs as it is; the preferred answer comes from curl's own configuration. */
function runCurl(prefer: string): Promise<Ended> {
  const shown = readFileSync(`${SAMPLES}/curl.sh`, "utf8");
  const sample = shown.replace(at("#/servers/0/url") as string, inject("prismUrl"));
  expect(sample).not.toBe(shown);
  const withAnswer = `curl() { command curl --silent --header "Prefer: ${prefer}" "$@"; }\n${sample}`;
  return run("sh", ["-c", withAnswer], { env: { ...process.env, ...SECRETS } });
}
