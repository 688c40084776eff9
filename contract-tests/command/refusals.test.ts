import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/twilio/examples.js";
import { CredentialSource } from "../../src/command/add/credentials.js";
import { CommandError } from "../../src/command/command-error.js";
import { createClient } from "../../src/command/create-client.js";
import type { ProcessResult } from "../support/run.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, OURS, TOKEN } from "./fake-twilio.js";
import { lookUpInProcess } from "./look-up-in-process.js";
import { parseInProcess } from "./parse-in-process.js";
import { createWorld } from "./world.js";

const ADD = ["add", "+14155550123", "--yes"];
const REFUSING = "http://127.0.0.1:2";
const { responses } = examples.listIncomingPhoneNumbers;

const answering =
  (status: number, body: unknown): Provider =>
  () =>
    json(status, body);

type TwilioCase = readonly [what: string, twilio: Provider, says: RegExp];

describe("a response of Twilio's that ends it with 2, before anything is sent to Hamsa:", () => {
  test.for([
    ["wrong credentials", answering(401, responses["401"].bodies.notAuthenticated), /20003.*Copy the account SID/],
    [
      "a number of another account",
      fakeTwilio([]),
      /\+1 415 555 0123 is not one of the numbers of the account AC0123…cdef/,
    ],
    ["a number without voice", fakeTwilio([{ ...OURS, capabilities: { voice: false } }]), /can't take voice calls/],
    [
      "the token itself",
      () => ({ status: 200, headers: {}, body: TOKEN }),
      /no usable response from .* \(the response is not JSON\)/,
    ],
  ] as const satisfies readonly TwilioCase[])("%s", async ([, twilio, says]) => {
    const world = await createWorld(referenceProvider(), twilio);
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain(TOKEN);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test.for([
    [
      "test credentials",
      answering(403, responses["403"].bodies.testCredentials),
      /test credentials.*Use the live ones/,
    ],
    ["an unknown account", answering(404, responses["404"].bodies.noSuchAccount), /has no such account \(20404\)/],
    ["something that is not Twilio", answering(200, { numbers: [] }), /not like Twilio. Is this the right address/],
    [
      "an HTML page",
      () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Hi</h1>" }),
      /Can't reach Twilio/,
    ],
    ["an error without a code", answering(410, {}), /Twilio responded with 410\. .* https/],
  ] as const satisfies readonly TwilioCase[])("%s, without a process", async ([, twilio, says]) => {
    const error = await lookUpInProcess(twilio, "+14155550123").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(says) });
  });
});

describe("refused with 2, before a subcommand runs:", () => {
  test.for([
    ["an unknown option", [...ADD, "--lable", "x"], /Unknown option --lable\. Did you mean --label\?/],
    ["a label for several", ["add", "+14155550123", "+14155550124", "--label", "x"], /work with one number only/],
    ["numbers and a file", [...ADD, "--from", "numbers.csv"], /Use only one of NUMBER/],
    ["ten at once", [...ADD, "--concurrency", "10"], /a whole number from 1 to 8/],
    ["a zero timeout", [...ADD, "--timeout", "0"], /a whole number from 1 to/],
    ["an invalid base URL", [...ADD, "--base-url", "nonsense"], /--base-url must be a URL/],
    ["a Twilio over open http", [...ADD, "--twilio-base-url", "http://twilio.example"], /must start with https/],
    ["an invalid SID", [...ADD, "--number-sid", "PN12"], /^--number-sid must match \^PN/m],
  ] as const)("%s", async ([, args, says]) => {
    const { code, stdout, stderr } = await parseInProcess(args);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  const SECRET_OPTIONS = ["--api-key", "--auth-token", "--twilio-auth-token", "--token"];
  const repeatsNoSecret = ({ code, stdout, stderr }: ProcessResult) => {
    expect(code).toBe(2);
    expect(stderr).toMatch(/is not supported: .*shell history and process listings/);
    expect(stdout + stderr).not.toContain(TOKEN);
  };

  test.for(SECRET_OPTIONS)("%s with a secret, which it does not repeat, and says why", async (flag) => {
    repeatsNoSecret(await parseInProcess([...ADD, flag, TOKEN]));
    repeatsNoSecret(await parseInProcess([...ADD, `${flag}=${TOKEN}`]));
    repeatsNoSecret(await parseInProcess(["list", flag, TOKEN]));
  });

  test("an option with a secret, in a process", async () => {
    const world = await createWorld();
    repeatsNoSecret(await world.run([...ADD, "--auth-token", TOKEN]));
    expect(world.twilio.requests).toEqual([]);
  });
});

describe("refused with 2, before anything is sent:", () => {
  const CASES: readonly (readonly [what: string, args: readonly string[], env: NodeJS.ProcessEnv, says: RegExp])[] = [
    ["no number and no terminal", ["add"], {}, /no terminal to choose one on[\s\S]*hamsa-twilio add --help/],
    ["no terminal for the confirmation", ["add", "+14155550123"], {}, /Add --yes or --dry-run/],
    ["an invalid number", ["add", "0415", "--yes"], {}, /argument 1: "0415" is not a phone number/],
    ["no API key", ADD, { HAMSA_API_KEY: "" }, /HAMSA_API_KEY is not set, and there is no terminal/],
    ["no token", ADD, { TWILIO_AUTH_TOKEN: "" }, /TWILIO_AUTH_TOKEN is not set[\s\S]*--auth-token-stdin/],
    ["a key with a line break", ADD, { HAMSA_API_KEY: "key\nmore" }, /^HAMSA_API_KEY contains a space, a line break/m],
    ["no SID without Twilio", [...ADD, "--no-twilio"], {}, /has no twilioNumberSid/],
  ];

  test.for(CASES)("%s", async ([, args, env, says]) => {
    const world = await createWorld();
    const { code, stdout, stderr } = await world.run(args, { env });
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(/^ +at /m);
    expect(world.sent()).toEqual([]);
  });

  test.for([
    ["an API key's SID as the account's", `SK${"0".repeat(32)}`, /starts with SK/],
    ["an invalid account SID", "AC12", /AC and 32 hexadecimal digits/],
  ] as const)("%s, without a process", async ([, accountSid, says]) => {
    const credentials = await CredentialSource.from({ accountSid }, new AbortController().signal);
    await expect(credentials.getAccount()).rejects.toMatchObject({
      ...{ exitCode: 2, message: expect.stringMatching(says) },
    });
  });

  test("a Hamsa over open http, without a process", () => {
    const create = () => createClient({ apiKey: REFERENCE_KEY, baseUrl: "http://hamsa.example" });
    expect(create).toThrow(/^--base-url must start with https[^(]*over http\. Nothing was sent\.$/m);
  });

  test("a secret in place of a number, without repeating it", async () => {
    const inProcess = await parseInProcess(["list", TOKEN]);
    const added = await (await createWorld()).run(["add", TOKEN, "--yes"]);
    for (const { code, stderr } of [inProcess, added]) {
      expect(code).toBe(2);
      expect(stderr).toMatch(/is not a phone number|list takes no arguments/);
      expect(stderr).not.toContain(TOKEN);
    }
  });
});

describe("an unreachable server ends it with 2, and it says which:", () => {
  test("Twilio", async () => {
    const { code, stderr } = await (await createWorld()).run([...ADD, "--twilio-base-url", REFUSING]);
    expect(stderr).toMatch(/Can't reach Twilio: no usable response from 127\.0\.0\.1:2 \(ECONNREFUSED\)/);
    expect(code).toBe(2);
  });

  test("Hamsa", async () => {
    const { code, stderr } = await (await createWorld()).run([...ADD, "--base-url", REFUSING, "--timeout", "3000"]);
    expect(stderr).toMatch(/GET http:\/\/127\.0\.0\.1:2\/\S+ could not be reached[\s\S]*No number was sent/);
    expect(code).toBe(2);
  });
});

describe("a response of Hamsa's", () => {
  test("that rejects the registration ends it with 1 and the reason", async () => {
    const conforming = referenceProvider();
    const world = await createWorld((asked) =>
      asked.method === "POST" ? json(400, { message: "Not this one" }) : conforming(asked),
    );
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toMatch(/✗ rejected: .*responded with 400: Not this one\. The number was not registered\./);
    expect(code).toBe(1);
  });

  test("that rejects the key ends it with 2, and says which key it was, and where the right one is", async () => {
    const world = await createWorld();
    await writeFile(join(world.folder, "old.env"), "HAMSA_API_KEY=an-old-key\n");
    const { code, stderr } = await world.run([...ADD, "--env", "old.env"], { env: { HAMSA_API_KEY: "" } });
    expect(stderr).toMatch(
      /Hamsa rejected the API key \(401\)\. HAMSA_API_KEY came from the file old\.env\. Copy the key/,
    );
    expect(stderr).not.toContain("an-old-key");
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });

  test("that leaves the result open ends it with 3, after it has checked the list", async () => {
    const conforming = referenceProvider();
    const world = await createWorld((asked) =>
      asked.method === "POST" ? json(503, { message: "no" }) : conforming(asked),
    );
    const { code, stderr } = await world.run([...ADD, "--timeout", "2000"]);
    expect(stderr).toMatch(
      /\? unknown: .*Checked the list [0-9] times without finding it\.[\s\S]*Run the same command again later\./,
    );
    expect(code).toBe(3);
  });
});

test("a dry run does everything except register", async () => {
  const world = await createWorld();
  const { code, stdout } = await world.run(["add", "+14155550123", "--dry-run"]);
  expect(stdout).toMatch(/is yours[\s\S]*not registered yet[\s\S]*· would be registered/);
  expect(code).toBe(0);
  expect(world.sent()).toEqual([]);
});

test("a number given with its SID is registered without a Twilio lookup", async () => {
  const world = await createWorld();
  const { code } = await world.run([...ADD, "--number-sid", OURS.sid, "--label", "Mine"]);
  expect(code).toBe(0);
  expect(world.twilio.requests).toEqual([]);
  expect(world.sent()).toEqual(["+14155550123"]);
});
