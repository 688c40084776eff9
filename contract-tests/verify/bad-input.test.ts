import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { verifyFlags } from "../../src/command/verify/flags.js";
import { readBaseline, readParams } from "../../src/command/verify/input-files.js";
import { parseOptions } from "../../src/command/verify/options.js";
import type { Exchange } from "../../src/verify/exchange/exchange.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { CannotJudgeError, findStopReason } from "../../src/verify/verdicts/stop-reason.js";
import { syntheticParams } from "../support/params.js";
import { changeReply, whenStatus } from "./mutants/mutant.js";
import { json, type Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const TARGET = ["--target", "http://127.0.0.1"];
const KEY = ["--api-key", REFERENCE_KEY];
const read =
  (argv: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  () =>
    parseOptions(
      verifyFlags()
        .configureOutput({ writeErr: () => {} })
        .parse([...argv], { from: "user" })
        .opts(),
      environment,
    );

describe("the command line", () => {
  test.for([
    ["an unknown flag", [...TARGET, ...KEY, "--tarjet", "x"], /unknown option '--tarjet'\n\(Did you mean --target\?\)/],
    ["a stray word", [...TARGET, ...KEY, "staging"], /too many arguments\. Expected 0/],
    ["no target", KEY, /--target is missing/],
    ["a target that is not a URL", ["--target", "api.example", ...KEY], /not an http or https URL/],
    ["a target of another protocol", ["--target", "ftp://api.example", ...KEY], /not an http or https URL/],
    ["a target with a password", ["--target", "https://me:secret@api.example", ...KEY], /must not carry/],
    ["a target with a query", ["--target", "https://api.example/?a=1", ...KEY], /without \? and #/],
    ["no key", TARGET, /HAMSA_API_KEY/],
    ["an empty key", [...TARGET, "--api-key", ""], /There is no API key/],
    ["a key with a line break", [...TARGET, "--api-key", "reference\nkey"], /white space/],
    ["a key too short to be masked", [...TARGET, "--api-key", "key"], /too short/],
    [
      "an invalid timeout",
      [...TARGET, ...KEY, "--timeout", "10s"],
      /--timeout .* must be a whole number from 1 to 600000/,
    ],
    ["a zero timeout", [...TARGET, ...KEY, "--timeout", "0"], /--timeout .* must be a whole number from 1 to 600000/],
    ["a zero concurrency", [...TARGET, ...KEY, "--concurrency", "0"], /--concurrency .* from 1 to 16/],
    ["a check that doesn't exist", [...TARGET, ...KEY, "--only", "nonsense"], /There is no check nonsense\. --list/],
    ["a header without a colon", [...TARGET, ...KEY, "--header", "x-team"], /--header must be 'Name: value'/],
    ["a header that HTTP does not allow", [...TARGET, ...KEY, "--header", "a b: c"], /--header must be 'Name: value'/],
    ["a header in place of the key", [...TARGET, ...KEY, "--header", "Authorization: x"], /Use --api-key/],
  ] as const)("rejects %s", ([, argv, problem]) => {
    expect(read(argv)).toThrow(problem);
  });

  test("takes the key from the environment, and prefers the flag", () => {
    const environment = { HAMSA_API_KEY: "key-of-the-environment" };
    expect(read(TARGET, environment)().verification.plan.apiKey).toBe("key-of-the-environment");
    expect(read([...TARGET, ...KEY], environment)().verification.plan.apiKey).toBe(REFERENCE_KEY);
  });

  test("never repeats an invalid key", () => {
    expect(read([...TARGET, "--api-key", "my secret key"])).not.toThrow(/my secret key/);
  });
});

describe("the checks that are chosen", () => {
  const idsOf = (...argv: string[]) => read([...TARGET, ...KEY, ...argv])().verification;

  test("are named by their ids, or by the beginning of several", () => {
    expect(idsOf("--only", "addTwilioNumber.authentication/bearer").only).toEqual([
      "addTwilioNumber.authentication/bearer",
    ]);
    const { only = [] } = idsOf("--only", "addTwilioNumber.authentication,secrets");
    expect(only.length).toBeGreaterThan(8);
    for (const id of only) expect(id).toMatch(/^(?:addTwilioNumber\.authentication|secrets)\//);
    expect(idsOf("--except", "secrets/api").known).toEqual(["secrets/api-key"]);
  });

  test("are suggested when a name is wrong", () => {
    expect(read([...TARGET, ...KEY, "--only", "bearer"])).toThrow(
      /Did you mean addTwilioNumber\.authentication\/bearer\?/,
    );
  });
});

test("--base-url means the same as --target, and only one of them", () => {
  const url = "http://127.0.0.1/";
  expect(read(["--base-url", url, ...KEY])().verification.target).toBe(url);
  expect(read(["--base-url", "nonsense", ...KEY])).toThrow(/--base-url is not an http or https URL/);
  expect(read(["--base-url", url, "--target", "http://127.0.0.2", ...KEY])).toThrow(/are the same option/);
});

describe("a baseline", () => {
  const report = (changes: object) =>
    JSON.stringify({ $schema: "urn:hamsa-twilio:verify-report:1", checks: [], ...changes });
  const check = (id: string, status: string) => ({ id, status });

  test("makes known what failed, and what was advice", () => {
    const checks = [check("a", "failed"), check("b", "advice"), check("c", "passed"), check("d", "skipped")];
    expect(readBaseline("report.json", () => report({ checks }))).toEqual(["a", "b"]);
  });

  test.for([
    ["is not JSON", "{"],
    ["is not a report", "{}"],
    ["is not a report", report({ $schema: "urn:hamsa-twilio:verify-report:2" })],
    ["is not a report", report({ checks: {} })],
  ] as const)("that %s is rejected before anything is sent: %s", ([problem, content]) => {
    expect(() => readBaseline("report.json", () => content)).toThrow(CannotJudgeError);
    expect(() => readBaseline("report.json", () => content)).toThrow(problem);
  });
});

describe("a params file", () => {
  const from = (content: string) => () => readParams("params.json", () => content);
  const without = ({ label: _, ...others }: typeof syntheticParams) => others;

  test.for([
    ["that is not JSON", "{", /is not JSON/],
    ["that is empty", "", /is not JSON/],
    ["with a list", "[]", /breaks the description/],
    ["without a label", JSON.stringify(without(syntheticParams)), /AddTwilioNumberRequest\/required\/1/],
    [
      "with an unknown field",
      JSON.stringify({ ...syntheticParams, lable: "x" }),
      /the description doesn't have: lable/,
    ],
    ["with a token too short to be masked", JSON.stringify({ ...syntheticParams, twilioAuthToken: "t" }), /too short/],
  ] as const)("%s is rejected before anything is sent", ([, content, problem]) => {
    expect(from(content)).toThrow(CannotJudgeError);
    expect(from(content)).toThrow(problem);
    expect(from(content)).toThrow(/Nothing was sent/);
  });

  test("that doesn't exist is named in the error", () => {
    expect(() => readParams("no-such.json")).toThrow(/no-such\.json can't be read \(ENOENT\)/);
  });

  test("is rejected without its values in the error", () => {
    const content = JSON.stringify({ ...syntheticParams, phoneNumber: "hello" });
    expect(from(content)).not.toThrow(/hello|f0e1d2c3/);
  });
});

/** Why the verification of a target stops. */
async function stopReasonAt(target: string, plan: Partial<Plan> = {}): Promise<string | undefined> {
  const fullPlan = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  const exchanges = await sendAll(target, fullPlan, { timeoutMs: 10_000 });
  const first = (count: number): readonly Exchange[] => exchanges.slice(0, count);
  return exchanges.map((_, index) => findStopReason(target, fullPlan, first(index + 1))).find((problem) => problem);
}

async function stopReasonWith(provider: Provider, plan: Partial<Plan> = {}): Promise<string | undefined> {
  await using served = await serve(provider);
  return await stopReasonAt(served.url, plan);
}

describe("a target that can't be judged", () => {
  test("is reported when no server is listening", async () => {
    const { url, [Symbol.asyncDispose]: close } = await serve(referenceProvider());
    await close();
    expect(await stopReasonAt(url)).toMatch(
      /^Tried POST .*No response was received \(not connected: ECONNREFUSED.*is the server running\?/,
    );
  });

  test("is reported when the TLS handshake fails", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const problem = await stopReasonAt(`https://127.0.0.1:${port}`);
    await new Promise((resolve) => server.close(resolve));
    expect(problem).toMatch(/The TLS handshake failed/);
  });

  test.for([false, true])("is reported when the key is wrong (safe mode: %s)", async (safe) => {
    const problem = await stopReasonWith(referenceProvider(), { apiKey: "another-key-altogether", safe });
    expect(problem).toMatch(/Received 401.*the API key is not accepted/);
  });

  test.for([
    ["responds with 404 to everything", () => json(404, { message: "No such route" })],
    ["is a web page", () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" })],
    ["is a login page", () => ({ status: 403, headers: { "content-type": "text/html; charset=utf-8" }, body: "<p>" })],
  ] as const)("is reported when it %s", async ([, provider]) => {
    expect(await stopReasonWith(provider)).toMatch(/Either this is not the API, or not its base URL/);
    expect(await stopReasonWith(provider, { safe: true })).toMatch(/Either this is not the API, or not its base URL/);
  });

  test("is reported when it is rate limiting", async () => {
    const limited = changeReply("", whenStatus(200), () => ({ status: 429, headers: { "retry-after": "60" } }), []);
    expect(await stopReasonWith(limited.provider)).toMatch(/is rate limiting. Wait \(retry-after: 60\)/);
  });

  test("is judged when only a later request is rejected like a wrong key", async () => {
    const choosy = changeReply("", whenStatus(400), () => ({ status: 403 }), []);
    expect(await stopReasonWith(choosy.provider)).toBeUndefined();
  });

  test("is reported when it rejects the example, and judged when it rejects the params", async () => {
    const choosy = changeReply("", whenStatus(200), () => json(400, { message: "Twilio has no such number" }), []);
    expect(await stopReasonWith(choosy.provider)).toMatch(/Use --params to pass a number and credentials/);
    expect(await stopReasonWith(choosy.provider, { params: { ...syntheticParams } })).toBeUndefined();
  });

  test("is reported without the secrets that it returns", async () => {
    const leaking: Provider = ({ headers }) => json(401, { message: `I don't know ${headers.authorization}` });
    expect(await stopReasonWith(leaking)).not.toContain(REFERENCE_KEY);
  });
});

test.for([false, true])("the reference provider can be judged (safe mode: %s)", async (safe) => {
  expect(await stopReasonWith(referenceProvider(), { safe })).toBeUndefined();
});
