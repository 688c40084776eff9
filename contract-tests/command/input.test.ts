import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { referenceProvider } from "../verify/reference/provider.js";
import { createWorld, createWorldWith, fakeTwilio, lines, ownedNumber, ownedNumbers } from "./world.js";

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
    ["JSON strings", "numbers.json", '["+14155560000", "+1 415-556-0001"]'],
  ];
  test.for(READ)("with %s is read", async ([, file, content]) => {
    const world = await createWorld(referenceProvider(), fakeTwilio(ownedNumbers(2)));
    await writeFile(join(world.folder, file), content);
    const { code, stderr } = await world.run(["add", "--from", file, "--yes"]);
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
    ["with a quote that is not closed", 'phoneNumber,label\n+14155560000,"A\n', /can't be read as CSV at line/],
    ["that is empty", "\n", /is empty/],
    ["without a row", "phoneNumber\n", /has no numbers/],
    ["of broken JSON", '[{"phoneNumber": ', /is not JSON/],
    ["of JSON without a list", "{}", /must contain a list/],
  ];
  test.for(REFUSED)("%s is refused before anything is sent", async ([, content, says]) => {
    const world = await createWorld();
    const { code, stderr } = await world.run(["add", "--from", "-", "--yes"], { input: content });
    expect(stderr).toMatch(says);
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

  test("of 10,000 lines is read, looked up and reported in full", async () => {
    const world = await createWorldWith(10_000);
    const { code, stdout } = await world.run(["add", "--from", "numbers.csv", "--dry-run", "--json"]);
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(10_000);
    expect(world.twilio.requests).toHaveLength(10);
  });

  test("in which some numbers can't be registered ends with 1, and registers the others", async () => {
    const world = await createWorld(referenceProvider(), fakeTwilio(ownedNumbers(2)));
    const { code, stderr, stdout } = await world.run(["add", "+14155560000", "+14155560001", "+14155569999", "--yes"]);
    expect(stderr).toMatch(/✗ \+14155569999 not sent: \+1 415 556 9999 is not one of/);
    expect(stdout).toContain("2 registered, 1 not sent");
    expect(code).toBe(1);
    expect(world.sent()).toHaveLength(2);
  });
});
