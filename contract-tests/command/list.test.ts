import { describe, expect, test } from "vitest";
import { referenceProvider } from "../verify/reference/provider.js";
import { ownedNumber } from "./fake-twilio.js";
import { parseInProcess } from "./parse-in-process.js";
import { createWorld, createWorldWith, lines, registerNumbers } from "./world.js";

describe("list", () => {
  test("prints the registered numbers as a table, and counts them", async () => {
    const world = await createWorld();
    await registerNumbers(world, [ownedNumber(0)]);
    const { code, stdout } = await world.run(["list"]);
    expect(code).toBe(0);
    expect(lines(stdout)[0]).toMatch(/^NUMBER +LABEL +TYPE +AGENT +SINCE +ID$/);
    expect(stdout).toMatch(/\n\n3 numbers\n$/);
    expect(stdout).toMatch(/^\+14155560000 +Line 0 +TWILIO +none +[0-9]{4}-[0-9]{2}-[0-9]{2} +[0-9a-f-]{36}$/m);
  });

  test("prints them as JSON, one per line, and filters them by provider", async () => {
    const world = await createWorld();
    const { stdout } = await world.run(["list", "--json"]);
    expect(lines(stdout).map((line) => JSON.parse(line).type)).toEqual(["TWILIO", "SIP"]);
    const { stdout: twilio } = await world.run(["list", "--provider", "twilio", "--json"]);
    expect(lines(twilio).map((line) => JSON.parse(line).type)).toEqual(["TWILIO"]);
  });

  test("shows the valid numbers, and says what is wrong with the rest", async () => {
    const conforming = referenceProvider();
    const world = await createWorld((request) => {
      const reply = conforming(request);
      const page = JSON.parse(String(reply.body));
      page.data.push({ number: 7, label: "\u001b[2J" });
      return { ...reply, body: JSON.stringify(page) };
    });
    const { code, stdout, stderr } = await world.run(["list"]);
    expect(stdout).toMatch(/Support Line[\s\S]*2 numbers, incomplete/);
    expect(stderr).toMatch(/data\.2\.number must be of type string/);
    expect(stdout + stderr).not.toContain("\u001b");
    expect(code).toBe(2);
  });

  test("says what is wrong, and ends with 2", async () => {
    const { code, stderr } = await (await createWorld()).run(["list"], { env: { HAMSA_API_KEY: "another-key" } });
    expect(stderr).toMatch(/Hamsa rejected the API key \(401\)\. HAMSA_API_KEY came from the environment/);
    expect(code).toBe(2);
  });
});

describe("the examples of --help", () => {
  test.for(["add", "list"])("of %s work", async (command) => {
    const world = await createWorldWith(2);
    const { stdout } = await parseInProcess([command, "--help"]);
    const examples = [...stdout.slice(stdout.indexOf("Examples:")).matchAll(/^ {2}hamsa-twilio (.+)$/gm)].map(
      ([, words = ""]) => words,
    );
    expect(examples.length).toBeGreaterThan(1);
    for (const example of examples) {
      const words = [...example.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
      const args = words.map((word) => (word === "+14155550123" ? "+14155560000" : word));
      // The first one asks on a terminal; in a pipe it needs --yes.
      const { code, stderr } = await world.run(
        command === "add" && !args.includes("--yes") ? [...args, "--yes"] : args,
      );
      expect({ example, code, stderr }).toEqual({ example, code: 0, stderr: expect.any(String) });
    }
  });
});
