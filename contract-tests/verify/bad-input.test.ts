import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { verifyFlags } from "../../src/command/verify/flags.js";
import { optionsFrom } from "../../src/command/verify/options.js";
import { paramsFrom } from "../../src/command/verify/params.js";
import type { Exchange } from "../../src/verify/exchange/exchange.js";
import { sendAll } from "../../src/verify/exchange/send-all.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { CannotJudge } from "../../src/verify/verdicts/cannot-judge.js";
import { reasonNotJudged } from "../../src/verify/verdicts/reason-not-judged.js";
import { syntheticParams } from "../support/params.js";
import { answering, whenStatus } from "./mutants/mutant.js";
import { json, type Provider } from "./reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";
import { serve } from "./reference/serve.js";

const TARGET = ["--target", "http://127.0.0.1"];
const KEY = ["--api-key", REFERENCE_KEY];
const read =
  (argv: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  () =>
    optionsFrom(
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
    ["a target that is no URL", ["--target", "api.example", ...KEY], /not an http or https URL/],
    ["a target of another protocol", ["--target", "ftp://api.example", ...KEY], /not an http or https URL/],
    ["a target with a password", ["--target", "https://me:secret@api.example", ...KEY], /must not carry/],
    ["a target with a query", ["--target", "https://api.example/?a=1", ...KEY], /without \? and #/],
    ["no key", TARGET, /HAMSA_API_KEY/],
    ["an empty key", [...TARGET, "--api-key", ""], /There is no API key/],
    ["a key with a line break", [...TARGET, "--api-key", "reference\nkey"], /white space/],
    ["a key too short to be masked", [...TARGET, "--api-key", "key"], /too short/],
    [
      "a timeout that is no number",
      [...TARGET, ...KEY, "--timeout", "10s"],
      /--timeout .* takes a whole number from 1 to 600000/,
    ],
    [
      "a timeout of nothing",
      [...TARGET, ...KEY, "--timeout", "0"],
      /--timeout .* takes a whole number from 1 to 600000/,
    ],
    ["no request at once", [...TARGET, ...KEY, "--concurrency", "0"], /--concurrency .* from 1 to 16/],
    ["a check that there is not", [...TARGET, ...KEY, "--only", "nonsense"], /There is no check nonsense; --list/],
    ["a header without a colon", [...TARGET, ...KEY, "--header", "x-team"], /--header takes 'Name: value'/],
    ["a header that HTTP does not allow", [...TARGET, ...KEY, "--header", "a b: c"], /--header takes 'Name: value'/],
    [
      "a header in place of the key",
      [...TARGET, ...KEY, "--header", "Authorization: x"],
      /that is what --api-key is for/,
    ],
  ] as const)("refuses %s", ([, argv, problem]) => {
    expect(read(argv)).toThrow(problem);
  });

  test("takes the key from the environment, and prefers the flag", () => {
    const environment = { HAMSA_API_KEY: "key-of-the-environment" };
    expect(read(TARGET, environment)().verification.plan.apiKey).toBe("key-of-the-environment");
    expect(read([...TARGET, ...KEY], environment)().verification.plan.apiKey).toBe(REFERENCE_KEY);
  });

  test("never repeats the key that it refuses", () => {
    expect(read([...TARGET, "--api-key", "my secret key"])).not.toThrow(/my secret key/);
  });
});

describe("a params file", () => {
  const from = (content: string) => () => paramsFrom("params.json", () => content);
  const without = ({ label: _, ...others }: typeof syntheticParams) => others;

  test.for([
    ["that is no JSON", "{", /is not JSON/],
    ["that is empty", "", /is not JSON/],
    ["with a list", "[]", /breaks the description/],
    ["without a label", JSON.stringify(without(syntheticParams)), /AddTwilioNumberRequest\/required\/1/],
    [
      "with a field too many",
      JSON.stringify({ ...syntheticParams, lable: "x" }),
      /the description does not have: lable/,
    ],
    ["with a token too short to be masked", JSON.stringify({ ...syntheticParams, twilioAuthToken: "t" }), /too short/],
  ] as const)("%s is refused before anything is sent", ([, content, problem]) => {
    expect(from(content)).toThrow(CannotJudge);
    expect(from(content)).toThrow(problem);
    expect(from(content)).toThrow(/Nothing was sent/);
  });

  test("that is not there is refused by name", () => {
    expect(read([...TARGET, ...KEY, "--params", "no-such.json"])).toThrow(/no-such\.json can't be read \(ENOENT\)/);
  });

  test("is refused without its values", () => {
    const content = JSON.stringify({ ...syntheticParams, phoneNumber: "hello" });
    expect(from(content)).not.toThrow(/hello|f0e1d2c3/);
  });
});

/** What stops the verification of a target, after the exchange that shows it. */
async function obstacleAt(target: string, plan: Partial<Plan> = {}): Promise<string | undefined> {
  const whole = { apiKey: REFERENCE_KEY, safe: false, ...plan };
  const exchanges = await sendAll(target, whole, { timeoutMs: 10_000 });
  const first = (count: number): readonly Exchange[] => exchanges.slice(0, count);
  return exchanges.map((_, index) => reasonNotJudged(target, whole, first(index + 1))).find((problem) => problem);
}

async function obstacleWith(provider: Provider, plan: Partial<Plan> = {}): Promise<string | undefined> {
  await using served = await serve(provider);
  return await obstacleAt(served.url, plan);
}

describe("a target that can't be judged", () => {
  test("is told when nobody listens", async () => {
    const { url, [Symbol.asyncDispose]: close } = await serve(referenceProvider());
    await close();
    expect(await obstacleAt(url)).toMatch(
      /^Tried POST .*No answer was received \(not connected: ECONNREFUSED.*does the server run\?/,
    );
  });

  test("is told when TLS can't be agreed on", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const problem = await obstacleAt(`https://127.0.0.1:${port}`);
    await new Promise((resolve) => server.close(resolve));
    expect(problem).toMatch(/TLS could not be agreed on/);
  });

  test.for([false, true])("is told when the key is wrong (safe mode: %s)", async (safe) => {
    const problem = await obstacleWith(referenceProvider(), { apiKey: "another-key-altogether", safe });
    expect(problem).toMatch(/Received 401.*the API key is not accepted/);
  });

  test.for([
    ["answers 404 to everything", () => json(404, { message: "No such route" })],
    ["is a web page", () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" })],
    ["is a login page", () => ({ status: 403, headers: { "content-type": "text/html; charset=utf-8" }, body: "<p>" })],
  ] as const)("is told when it %s", async ([, provider]) => {
    expect(await obstacleWith(provider)).toMatch(/this is not the API, or not its base URL/);
    expect(await obstacleWith(provider, { safe: true })).toMatch(/this is not the API, or not its base URL/);
  });

  test("is told when it asks to send less", async () => {
    const limited = answering("", whenStatus(200), () => ({ status: 429, headers: { "retry-after": "60" } }), []);
    expect(await obstacleWith(limited.provider)).toMatch(/asks to send less. Wait \(retry-after: 60\)/);
  });

  test("is not told so when only a later request is refused like a wrong key", async () => {
    const choosy = answering("", whenStatus(400), () => ({ status: 403 }), []);
    expect(await obstacleWith(choosy.provider)).toBeUndefined();
  });

  test("is told when it refuses what belongs to nobody, and not when it refuses the params", async () => {
    const choosy = answering("", whenStatus(200), () => json(400, { message: "Twilio does not know this number" }), []);
    expect(await obstacleWith(choosy.provider)).toMatch(/give a number and credentials.*--params/);
    expect(await obstacleWith(choosy.provider, { params: { ...syntheticParams } })).toBeUndefined();
  });

  test("is told without the secrets that it gives back", async () => {
    const telling: Provider = ({ headers }) => json(401, { message: `I don't know ${headers.authorization}` });
    expect(await obstacleWith(telling)).not.toContain(REFERENCE_KEY);
  });
});

test.for([false, true])("nothing stands in the way of judging the reference provider (safe mode: %s)", async (safe) => {
  expect(await obstacleWith(referenceProvider(), { safe })).toBeUndefined();
});
