import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { run } from "../support/run.js";
import { TOKEN } from "./fake-twilio.js";
import { parseInProcess } from "./parse-in-process.js";
import { ENVIRONMENT } from "./processes.js";
import { lines } from "./world.js";

const COMMAND = join(inject("consumer"), "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js");
const hamsaTwilio = (args: readonly string[]) => run(process.execPath, [COMMAND, ...args], { env: ENVIRONMENT });

/** The completion script of each shell, printed once. */
const scripts = new Map<string, Promise<string>>();
function scriptFor(shell: string): Promise<string> {
  const script = scripts.get(shell) ?? hamsaTwilio(["completion", shell]).then(({ stdout }) => stdout);
  scripts.set(shell, script);
  return script;
}

const COMMANDS = ["add", "list", "verify", "completion"];

describe("help", () => {
  test.for([["--help"], ...COMMANDS.map((name) => [name, "--help"])])("of %j fits 80 columns", async (args) => {
    const { code, stdout } = await parseInProcess(args);
    expect(code).toBe(0);
    expect(lines(stdout).filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/^Examples\b.*:$/m);
  });

  test("shows examples before options, and options in groups", async () => {
    const { stdout } = await parseInProcess(["add", "--help"]);
    const headings = [...stdout.matchAll(/^(\w[\w ]+):$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([
      ...["Examples", "Arguments", "What to register", "How to register them", "Connection and secrets", "Options"],
    ]);
  });

  test("is printed by the words that people try", async () => {
    const help = await parseInProcess(["add", "--help"]);
    expect(await hamsaTwilio(["help", "add"])).toEqual(help);
    const version = await parseInProcess(["--version"]);
    for (const args of [["-v"], ["version"]]) expect(await hamsaTwilio(args)).toEqual(version);
  });
});

describe("a mistake", () => {
  test.for([
    [["ad"], "Unknown command. Did you mean add?", "hamsa-twilio --help"],
    [["vrify"], "Unknown command. Did you mean verify?", "hamsa-twilio --help"],
    [["add", "--lable", "x"], "Unknown option --lable. Did you mean --label?", "hamsa-twilio add --help"],
    [["add", "--halp"], "Unknown option --halp. Did you mean --help?", "hamsa-twilio add --help"],
    [["add", "--label"], "--label needs a value.", "hamsa-twilio add --help"],
    [
      ["list", "--timeout", "soon"],
      "--timeout must be a whole number from 1 to 2147483647.",
      "hamsa-twilio list --help",
    ],
    [["list", "--base-url", "nonsense"], "--base-url must be a URL, such as https://api.tryhamsa.com.", "list --help"],
    [["list", "+14155550123"], "list takes no arguments, only options.", "hamsa-twilio list --help"],
    [["completion"], "The argument shell is missing.", "hamsa-twilio completion --help"],
    [["list", "--provider", "other"], "--provider must be one of TWILIO, SIP.", "hamsa-twilio list --help"],
    [["add", "--env-file", "/dev/null"], "--env-file is an option of Node itself", "hamsa-twilio add --help"],
  ] as const)(
    "such as %j is the error, one suggestion and one line that points to help",
    async ([args, error, pointer]) => {
      const { code, stdout, stderr } = await parseInProcess(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      const [first, second, ...more] = lines(stderr);
      expect(first).toContain(error);
      expect(second).toContain(pointer);
      expect(more).toEqual([]);
    },
  );

  test("in the value of an option of verify is one suggestion and one line that points to help", async () => {
    const args = ["verify", "--target", "https://api.example", "--only", "secrets/api-kye"];
    const { code, stdout, stderr } = await hamsaTwilio(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(lines(stderr)).toEqual([
      expect.stringContaining("Did you mean secrets/api-key?"),
      expect.stringContaining("verify --help"),
    ]);
  });

  test.for([
    [`--${TOKEN}`],
    [`--lable=${TOKEN}`],
    [TOKEN],
    ["add", `--${TOKEN}`],
    ["add", "--concurrency", TOKEN],
    ["list", TOKEN],
    ["list", "--provider", TOKEN],
    ["list", "--base-url", TOKEN],
    ["completion", TOKEN],
  ])("never repeats a value, as in %j", async (args) => {
    const { code, stdout, stderr } = await parseInProcess(args);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(TOKEN);
  });
});

describe("completion", () => {
  const SHELLS = ["bash", "zsh", "fish", "powershell"];

  test.for(SHELLS)("for %s knows every option that help shows", async (shell) => {
    const script = await scriptFor(shell);
    for (const name of COMMANDS) {
      const { stdout } = await parseInProcess([name, "--help"]);
      const options = [...stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].map(([, option = ""]) => option);
      expect(options.length).toBeGreaterThan(0);
      for (const option of options) expect(script).toMatch(shell === "fish" ? `-l ${option}` : `--${option}`);
    }
  });

  test.for([
    ["a command", ["hamsa-twilio", "ve"], ["verify", "version"]],
    ["an option", ["hamsa-twilio", "add", "--la"], ["--label"]],
    ["a shell", ["hamsa-twilio", "completion", "z"], ["zsh"]],
    ["no option for a value", ["hamsa-twilio", "add", "--from", "-"], []],
  ] as const)("in bash completes %s", async ([, words, expected]) => {
    const script = `${await scriptFor("bash")}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}
_hamsa_twilio; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(lines(stdout)).toEqual(expected);
  });
});
