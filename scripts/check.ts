import { checks } from "./checks/checks.js";
import { CommandError, runScript } from "./support/cli.js";

await runScript(async () => {
  const failures: string[] = [];
  for (const { name, fix, run } of checks) {
    const start = performance.now();
    const problem = await run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${problem === undefined ? "✓" : "✗"} ${name} (${seconds} s)`);
    if (problem !== undefined) failures.push(`${name}:\n\n${problem.trim()}\n\nTo fix it: ${fix}`);
  }
  if (failures.length > 0) throw new CommandError(failures.join("\n\n"));
});
