import { checks, type TreeCheck } from "./checks/checks.js";
import { CommandError, runScript } from "./support/cli.js";

await runScript(async () => {
  const start = performance.now();
  const failures: string[] = [];
  const report = async ({ name, fix, run }: TreeCheck) => {
    const problem = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${problem === undefined ? "✓" : "✗"} ${name} (after ${seconds} s)`);
    if (problem !== undefined) failures.push(`${name}:\n\n${problem.trim()}\n\nTo fix it: ${fix}`);
  };
  await Promise.all(checks.map(report));
  if (failures.length > 0) throw new CommandError(failures.join("\n\n"));
});
