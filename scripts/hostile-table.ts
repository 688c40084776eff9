import { rendered } from "./bench/table.js";
import { PEERS, RECORDED } from "./hostile/peers.js";
import { ROWS } from "./hostile/rows.js";
import { CommandFailed, runScript } from "./support/command-failed.js";

await runScript(async () => {
  console.log(
    `Clients against a hostile server: ours measured now by the server of the tests, the others in 2026-11.\n`,
  );
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const { hostility, title, promised, measure } of ROWS) {
    const found = await measure().catch((error: unknown) => `failed: ${error}`);
    if (found !== promised) broken.push(`${title}: ${found}, but promised is: ${promised}`);
    rows.push([title, found, ...RECORDED[hostility]]);
  }
  console.log(rendered({ columns: ["", "hamsa-twilio", ...PEERS], rows }));
  if (broken.length > 0) throw new CommandFailed(broken.join("\n"));
});
