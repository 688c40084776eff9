import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { examples } from "../../generated/twilio/examples.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { ENVIRONMENT, newWorld, OURS, TOKEN, twilioOf } from "./world.js";

const ADD = ["add", "+14155550123", "--yes"];
const REFUSING = "http://127.0.0.1:2";
const { answers } = examples.listIncomingPhoneNumbers;

const answering =
  (status: number, body: unknown): Provider =>
  () =>
    json(status, body);

describe("what Twilio says ends it with 2, before Hamsa is sent anything:", () => {
  const CASES: readonly (readonly [what: string, twilio: Provider, says: RegExp])[] = [
    ["wrong credentials", answering(401, answers["401"].bodies.notAuthenticated), /20003.*Copy the account SID/],
    ["test credentials", answering(403, answers["403"].bodies.testCredentials), /test credentials.*Take the live ones/],
    ["an unknown account", answering(404, answers["404"].bodies.noSuchAccount), /no such account \(20404\)/],
    [
      "a number of another account",
      twilioOf([]),
      /\+1 415 555 0123 is not among the numbers of the account AC0123…cdef/,
    ],
    ["a number without voice", twilioOf([{ ...OURS, capabilities: { voice: false } }]), /takes no voice calls/],
    ["something that is not Twilio", answering(200, { numbers: [] }), /not as Twilio does: is it the right address/],
    [
      "an HTML page",
      () => ({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Hi</h1>" }),
      /Twilio could not be asked/,
    ],
    ["the token, back", () => ({ status: 200, headers: {}, body: TOKEN }), /no answer \(what came is no JSON\)/],
    ["an error without a number", answering(410, {}), /Twilio answered 410; https/],
  ];

  test.for(CASES)("%s", async ([, twilio, says]) => {
    const world = await newWorld(referenceProvider(), twilio);
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain(TOKEN);
    expect(code).toBe(2);
    expect(world.sent()).toEqual([]);
  });
});

describe("before anything is sent it refuses, with 2:", () => {
  const CASES: readonly (readonly [what: string, args: readonly string[], env: NodeJS.ProcessEnv, says: RegExp])[] = [
    ["no number where there is no terminal", ["add"], {}, /no terminal to choose one on[\s\S]*Usage: hamsa-twilio add/],
    ["to go on unasked", ["add", "+14155550123"], {}, /add --yes, or --dry-run/],
    ["what is no number", ["add", "0415", "--yes"], {}, /argument 1: "0415" is no phone number/],
    ["an API key's SID as the account's", ADD, { TWILIO_ACCOUNT_SID: `SK${"0".repeat(32)}` }, /begins with SK/],
    ["an account SID that is none", ADD, { TWILIO_ACCOUNT_SID: "AC12" }, /AC and 32 hexadecimal digits/],
    ["no API key", ADD, { HAMSA_API_KEY: "" }, /HAMSA_API_KEY is missing, and there is no terminal/],
    ["no token", ADD, { TWILIO_AUTH_TOKEN: "" }, /TWILIO_AUTH_TOKEN is missing[\s\S]*--auth-token-stdin/],
    ["a key with a line break", ADD, { HAMSA_API_KEY: "key\nmore" }, /a space, a line break/],
    ["an unknown option", [...ADD, "--lable", "x"], {}, /Unknown option '--lable'/],
    ["a label for several", ["add", "+14155550123", "+14155550124", "--label", "x"], {}, /for one number alone/],
    ["numbers and a file", [...ADD, "--from", "numbers.csv"], {}, /not several of them/],
    ["ten at once", [...ADD, "--concurrency", "10"], {}, /a whole number from 1 to 8/],
    ["no time", [...ADD, "--timeout", "0"], {}, /a whole number from 1 to/],
    ["a Twilio over open http", [...ADD, "--twilio-base-url", "http://twilio.example"], {}, /must begin with https/],
    ["a Hamsa over open http", [...ADD, "--base-url", "http://hamsa.example"], {}, /must begin with https/],
    ["no SID without Twilio", [...ADD, "--no-twilio"], {}, /has no twilioNumberSid/],
    ["a SID that is none", [...ADD, "--number-sid", "PN12"], {}, /twilioNumberSid/],
  ];

  test.for(CASES)("%s", async ([, args, env, says]) => {
    const world = await newWorld();
    const { code, stdout, stderr } = await world.run(args, { env });
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toMatch(/^ +at /m);
    expect(world.sent()).toEqual([]);
  });

  test("an env file that is not there", async () => {
    const world = await newWorld();
    const { code, stderr } = await world.run([...ADD, "--env-file", "none.env"]);
    // Node 20 reads --env-file wherever it stands, and refuses it in its own words, with its own code.
    expect(stderr).toMatch(/--env-file none\.env can't be read|none\.env: not found/);
    expect([2, 9]).toContain(code);
    expect(world.sent()).toEqual([]);
  });

  test.for(["--api-key", "--auth-token", "--twilio-auth-token", "--token"])(
    "%s with a secret, which it does not repeat, and says why",
    async (flag) => {
      const world = await newWorld();
      for (const args of [
        [...ADD, flag, TOKEN],
        [...ADD, `${flag}=${TOKEN}`],
        ["list", flag, TOKEN],
      ]) {
        const { code, stdout, stderr } = await world.run(args);
        expect(code).toBe(2);
        expect(stderr).toMatch(/takes no secret: .*the shell's history and shows in the list of processes/);
        expect(stdout + stderr).not.toContain(TOKEN);
      }
      expect(world.twilio.asked).toEqual([]);
    },
  );

  test("a secret that stands where a number should, without repeating it", async () => {
    const world = await newWorld();
    for (const args of [
      ["add", TOKEN, "--yes"],
      ["list", TOKEN],
    ]) {
      const { stderr, code } = await world.run(args);
      expect(code).toBe(2);
      expect(stderr).toMatch(/is no phone number|list takes no numbers/);
      expect(stderr).not.toContain(TOKEN);
    }
  });
});

describe("where a server is not there it ends with 2 and says which:", () => {
  test("Twilio", async () => {
    const { code, stderr } = await (await newWorld()).run([...ADD, "--twilio-base-url", REFUSING]);
    expect(stderr).toMatch(/Twilio could not be asked: 127\.0\.0\.1:2 gave no answer \(ECONNREFUSED\)/);
    expect(code).toBe(2);
  });

  test("Hamsa", async () => {
    const { code, stderr } = await (await newWorld()).run([...ADD, "--base-url", REFUSING, "--timeout", "3000"]);
    expect(stderr).toMatch(/GET http:\/\/127\.0\.0\.1:2\/\S+ could not be reached[\s\S]*No number was sent/);
    expect(code).toBe(2);
  });
});

describe("what Hamsa says", () => {
  test("of the key before anything is sent, ends it with 2", async () => {
    const { code, stderr } = await (await newWorld()).run(ADD, { env: { HAMSA_API_KEY: "another-key" } });
    expect(stderr).toMatch(/answered 401.*\n?[\s\S]*No number was sent/);
    expect(code).toBe(2);
  });

  test("of the registration, ends it with 1 and its reason", async () => {
    const conforming = referenceProvider();
    const world = await newWorld((asked) =>
      asked.method === "POST" ? json(400, { message: "Not this one" }) : conforming(asked),
    );
    const { code, stderr } = await world.run(ADD);
    expect(stderr).toMatch(/✗ rejected: .*answered 400: Not this one\. The number was not registered\./);
    expect(code).toBe(1);
  });

  test("of nothing, ends it with 3, after it has looked", async () => {
    const conforming = referenceProvider();
    const world = await newWorld((asked) =>
      asked.method === "POST" ? json(503, { message: "no" }) : conforming(asked),
    );
    const { code, stderr } = await world.run([...ADD, "--timeout", "2000"]);
    expect(stderr).toMatch(
      /\? unknown: .*Looked for it [0-9] times, and did not find it\.[\s\S]*Look with hamsa-twilio list/,
    );
    expect(code).toBe(3);
  });
});

describe("the token", () => {
  test("may come from standard input, or a file", async () => {
    const world = await newWorld();
    const env = { TWILIO_AUTH_TOKEN: "" };
    expect(await world.run([...ADD, "--dry-run", "--auth-token-stdin"], { env, input: `${TOKEN}\n` })).toMatchObject({
      code: 0,
    });
    await writeFile(join(world.folder, "secrets.env"), `# mine\nTWILIO_AUTH_TOKEN="${TOKEN}"\n`);
    expect(await world.run([...ADD, "--env-file", "secrets.env"], { env })).toMatchObject({ code: 0 });
    expect(world.sent()).toEqual(["+14155550123"]);
  });

  test("goes to Twilio and to Hamsa's registration, and nowhere else", async () => {
    const world = await newWorld();
    const { stdout, stderr } = await world.run(ADD);
    const looks = world.hamsa.asked.filter(({ method }) => method === "GET");
    expect(JSON.stringify(looks)).not.toContain(TOKEN);
    for (const secret of [TOKEN, ENVIRONMENT.HAMSA_API_KEY]) expect(stdout + stderr).not.toContain(secret);
  });
});

test("a dry run does everything but the registration", async () => {
  const world = await newWorld();
  const { code, stdout } = await world.run(["add", "+14155550123", "--dry-run"]);
  expect(stdout).toMatch(/is yours[\s\S]*not registered yet[\s\S]*· would be registered/);
  expect(code).toBe(0);
  expect(world.sent()).toEqual([]);
});

test("with a SID of its own a number is registered without asking Twilio", async () => {
  const world = await newWorld();
  const { code } = await world.run([...ADD, "--number-sid", OURS.sid, "--label", "Mine"]);
  expect(code).toBe(0);
  expect(world.twilio.asked).toEqual([]);
  expect(world.sent()).toEqual(["+14155550123"]);
});
