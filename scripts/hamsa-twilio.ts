import manifest from "../package.json" with { type: "json" };

// The published command. Each subcommand is loaded when it is asked for.

interface Subcommand {
  /** One line of the help. */
  readonly does: string;
  /** Runs it with its own arguments, and resolves with the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  add: {
    does: "register Twilio numbers with Hamsa, each exactly once",
    run: async (argv) => (await import("./add/run-add.js")).runAdd(argv),
  },
  list: {
    does: "list the numbers that are registered",
    run: async (argv) => (await import("./add/run-list.js")).runList(argv),
  },
  verify: {
    does: "judge whether a server keeps the contract",
    run: async (argv) => (await import("../contract-tests/provider/command/run-verify.js")).runVerify(argv),
  },
};

const USAGE = `Usage: hamsa-twilio COMMAND [options]

${Object.entries(SUBCOMMANDS)
  .map(([name, { does }]) => `  ${name.padEnd(10)}${does}`)
  .join("\n")}

  --version   print the version, and end
  --help      print this, and end

Run hamsa-twilio COMMAND --help for its options.`;

const MISUSED = 2;

async function main([name, ...argv]: readonly string[]): Promise<number> {
  if (name === "--version") return print(manifest.version);
  if (name === "--help" || name === "-h") return print(USAGE);
  const subcommand = name !== undefined && Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand !== undefined) return subcommand.run(argv);
  console.error(
    `${name === undefined ? "A command is missing." : `There is no command ${JSON.stringify(name)}.`}\n\n${USAGE}`,
  );
  return MISUSED;
}

function print(text: string): number {
  console.log(text);
  return 0;
}

// A reader that closes its end early, such as head, has had enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
const code = await main(process.argv.slice(2));
// Idle connections would keep Node for some 30 ms more: it ends as soon as all is written.
process.stderr.write("", () => process.stdout.write("", () => process.exit(code)));
