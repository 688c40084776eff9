import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readInput } from "../../src/command/add/input.js";
import { CommandError } from "../../src/command/command-error.js";
import { referenceProvider } from "../verify/reference/provider.js";
import { fakeTwilio, ownedNumber, ownedNumbers } from "./fake-twilio.js";
import { createWorld, createWorldWith, lines } from "./world.js";

const { signal } = new AbortController();

/** A file that is gone when the test is. */
async function createFile(name: string, content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hamsa-input-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

describe("an input", () => {
  const READ: readonly (readonly [what: string, file: string, content: string])[] = [
    ["a byte order mark", "numbers.csv", "\uFEFFphoneNumber,label\n+14155560000,A\n+14155560001,B\n"],
    ["semicolons", "numbers.csv", "label;phoneNumber\nA;+1 415 556 0000\nB;+14155560001\n"],
    ["tabs and Windows line ends", "numbers.csv", "phoneNumber\tlabel\r\n+14155560000\tA\r\n\r\n+14155560001\tB\r\n"],
    [
      "quoted fields, and columns of its own",
      "numbers.csv",
      'id,"phoneNumber","label"\n1,"+14155560000","A, the first"\n2,+14155560001,\n',
    ],
    ["no labels", "numbers.csv", "phoneNumber\n+14155560000\n+14155560001"],
    [
      "JSON objects",
      "numbers.json",
      JSON.stringify([{ phoneNumber: "+14155560000", label: "A" }, { phoneNumber: "+14155560001" }]),
    ],
    ["empty cells at the end", "numbers.csv", "phoneNumber,label\n+14155560000,A,,\n,,\n+14155560001,B\n"],
    [
      "a separator that a spreadsheet declares",
      "numbers.csv",
      "sep=;\nphoneNumber;label\n+14155560000;A\n+14155560001;B\n",
    ],
    ["invisible marks", "numbers.csv", "phoneNumber\n\u202a+1 415 556 0000\u202c\n+1\u00a0415\u2011556\u20110001\n"],
    ["JSON strings", "numbers.json", '["+14155560000", "+1 415-556-0001"]'],
  ];
  test.for(READ)("with %s is read", async ([, name, content]) => {
    const numbers = await readInput(await createFile(name, content), signal);
    expect(numbers.map(({ phoneNumber }) => phoneNumber)).toEqual(["+14155560000", "+14155560001"]);
  });

  test("in a file is read, and its numbers are registered", async () => {
    const world = await createWorldWith(2);
    const { code, stderr } = await world.run(["add", "--from", "numbers.csv", "--yes"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(world.sent()).toEqual(["+14155560000", "+14155560001"]);
  });

  test("on standard input is read, with credentials and SIDs of its own", async () => {
    const world = await createWorld();
    const columns = "phoneNumber,label,twilioNumberSid,twilioAccountSid,twilioAuthToken";
    const [{ sid }] = [ownedNumber(7)];
    const input = `${columns}\n+14155560007,Seven,${sid},AC${"a".repeat(32)},another-token\n`;
    const env = { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" };
    expect(await world.run(["add", "--from", "-", "--yes"], { input, env })).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(world.hamsa.requests.at(-1)?.body ?? "")).toMatchObject({
      label: "Seven",
      twilioAuthToken: "another-token",
    });
    expect(world.twilio.requests).toEqual([]);
  });

  const REFUSED: readonly (readonly [what: string, content: string, says: RegExp])[] = [
    ["without the column", "number,label\n+14155560000,A\n", /no phoneNumber column in its first line/],
    [
      "with malformed numbers",
      "phoneNumber\n0415\n+14155560000\n+0\n",
      /line 2: "0415" is not a phone number[\s\S]*line 4: "\+0"/,
    ],
    [
      "with a number twice, differently",
      "phoneNumber,label\n+14155560000,A\n+14155560000,B\n",
      /line 3: \+14155560000 is also on line 2, with different values/,
    ],
    ["with a (0)", "phoneNumber\n+44 (0)20 7946 0958\n", /line 2: .* has a \(0\).*Leave it out: \+442079460958\./],
    [
      "that a spreadsheet rounded",
      "phoneNumber\n1.41556E+10\n",
      /line 2: "1\.41556E\+10" was rounded by a spreadsheet/,
    ],
    [
      "with a malformed SID",
      "phoneNumber,twilioNumberSid\n+14155560000,PN12\n",
      /line 2: twilioNumberSid must match \^PN/,
    ],
    ["without a plus", "phoneNumber\n14155550123\n", /line 2: .* If it has its country code, it is \+14155550123\./],
    ["after empty lines", "\n\nphoneNumber\n\n0415\n", /line 5: "0415"/],
    [
      "with a column in other case",
      "phoneNumber,Label\n+14155560000,A\n",
      /unknown column "Label"\. Did you mean label\?/,
    ],
    ["with a misspelt column", "phoneNumber;twilioNumberSID\n", /Did you mean twilioNumberSid\?/],
    ["with a column twice", "phoneNumber,label,label\n+1,A,B\n", /two columns have the name label/],
    ["with too many fields", "phoneNumber,label\n+14155560000,Doe, John\n", /more fields than columns on line 2/],
    ["of misspelt JSON properties", '[{"phone_number": "+14155560000"}]', /element 1: .*Did you mean phoneNumber\?/],
    ["with a quote that is not closed", 'phoneNumber,label\n+14155560000,"A\n', /can't be read as CSV at line/],
    ["that is empty", "\n", /is empty/],
    ["without a row", "phoneNumber\n", /has no numbers/],
    ["of broken JSON", '[{"phoneNumber": ', /is not JSON/],
    ["of JSON without a list", "{}", /must contain a list/],
  ];
  test.for(REFUSED)("%s is refused", async ([, content, says]) => {
    const error = await readInput(await createFile("numbers.csv", content), signal).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(says) });
  });

  test("with malformed numbers is refused before anything is sent", async () => {
    const world = await createWorld();
    const input = "phoneNumber\n0415\n+14155560000\n+0\n";
    const { code, stderr } = await world.run(["add", "--from", "-", "--yes"], { input });
    expect(stderr).toMatch(/line 2: "0415"[\s\S]*line 4: "\+0"/);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(2);
    expect([...world.hamsa.requests, ...world.twilio.requests]).toEqual([]);
  });

  test("with the same number twice says so, and registers it once", async () => {
    const world = await createWorldWith(1);
    const { code, stdout } = await world.run(["add", "--from", "-", "--yes"], {
      input: "phoneNumber\n+14155560000\n+1 415 556 0000\n",
    });
    expect(stdout).toContain("+14155560000 is on both line 2 and line 3; it will be used once.");
    expect(code).toBe(0);
    expect(world.sent()).toEqual(["+14155560000"]);
  });

  test.for([
    ["Windows-1252", Buffer.from("phoneNumber,label\n+14155560000,\u00c9vry\n", "latin1")],
    ["UTF-16 without a mark", Buffer.from("phoneNumber\n+14155560000\n", "utf16le")],
  ] as const)("in %s is refused with how to save it", async ([, bytes]) => {
    const reading = readInput(await createFile("numbers.csv", bytes), signal);
    await expect(reading).rejects.toThrow(/numbers\.csv is not UTF-8\. Save it as UTF-8: in Excel as "CSV UTF-8/);
  });

  test("in UTF-16, as spreadsheets save it, keeps its labels", async () => {
    const bytes = Buffer.from("\uFEFFphoneNumber\tlabel\r\n+14155560000\tÉvry\r\n", "utf16le");
    const numbers = await readInput(await createFile("numbers.csv", bytes), signal);
    expect(numbers).toEqual([{ phoneNumber: "+14155560000", label: "Évry" }]);
  });

  test("of 3,000 lines is read, looked up and reported in full", async () => {
    const world = await createWorldWith(3_000);
    const { code, stdout } = await world.run(["add", "--from", "numbers.csv", "--dry-run", "--json"]);
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(3_000);
    expect(world.twilio.requests).toHaveLength(3);
  });

  test("in which some numbers can't be registered ends with 1, and registers the others", async () => {
    const world = await createWorld(referenceProvider(), fakeTwilio(ownedNumbers(2)));
    const { code, stderr, stdout } = await world.run(["add", "+14155560000", "+14155560001", "+14155569999", "--yes"]);
    expect(stderr).toMatch(/✗ not sent: not one of the numbers of [\s\S]*\+1 415 556 9999/);
    expect(stdout).toMatch(/✓ 2 registered {3}✗ 1 not sent/);
    expect(code).toBe(1);
    expect(world.sent()).toHaveLength(2);
  });
});
