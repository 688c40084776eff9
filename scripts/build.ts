import { rm } from "node:fs/promises";
import { bin, commandProblem } from "./support/command.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

await runScript(async () => {
  // What an earlier build left behind would be published too.
  await rm("dist", { recursive: true, force: true });
  const problem = await commandProblem(bin("typescript", "tsc"), ["--project", "src/tsconfig.build.json"]);
  if (problem !== undefined) throw new CommandFailed(`dist/ was not built:\n\n${problem}`);
});
