import { findOutputProblem, printError, watchOutput } from "./output.js";
import { createProgram } from "./program.js";

// The published command. A subcommand's code is loaded only when it runs.

const OUTPUT_EXIT_CODE = 1;

const { run } = createProgram({
  add: async (numbers, options) => (await import("./add/run-add.js")).runAdd(numbers, options),
  list: async (options) => (await import("./list.js")).runList(options),
  attempts: async (options) => (await import("./attempts.js")).runAttempts(options),
  verify: async (command) => (await import("./verify/run-verify.js")).runVerify(command),
});

watchOutput();
let code = await run(process.argv.slice(2));
const problem = findOutputProblem();
if (problem !== undefined) {
  printError(`\n${problem}\n`);
  code ||= OUTPUT_EXIT_CODE;
}
// Idle connections would keep Node alive for some 30 ms more. Exit as soon as everything is written.
process.stderr.write("", () => process.stdout.write("", () => process.exit(code)));
