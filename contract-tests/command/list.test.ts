import { describe, expect, test } from "vitest";
import { createWorld, createWorldWith, lines } from "./world.js";

const ADD = ["add", "--from", "numbers.csv", "--yes"];

describe("list", () => {
  test("prints the registered numbers as a table", async () => {
    const world = await createWorldWith(1);
    await world.run(ADD);
    const { code, stdout } = await world.run(["list"]);
    expect(code).toBe(0);
    expect(lines(stdout)[0]).toMatch(/^NUMBER +LABEL +TYPE +ID$/);
    expect(stdout).toMatch(/^\+14155560000 +Line 0 +TWILIO +[0-9a-f-]{36}$/m);
  });

  test("prints them as JSON, one per line", async () => {
    const world = await createWorld();
    const { stdout } = await world.run(["list", "--json"]);
    expect(lines(stdout).map((line) => JSON.parse(line).type)).toEqual(["TWILIO", "SIP"]);
  });

  test("says what is wrong, and ends with 2", async () => {
    const { code, stderr } = await (await createWorld()).run(["list"], { env: { HAMSA_API_KEY: "another-key" } });
    expect(stderr).toMatch(/responded with 401/);
    expect(code).toBe(2);
  });
});

describe("the examples of --help", () => {
  test.for(["add", "list"])("of %s work", async (command) => {
    const world = await createWorldWith(2);
    const { stdout } = await world.run([command, "--help"]);
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
