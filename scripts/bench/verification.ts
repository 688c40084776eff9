import { checks } from "../../contract-tests/provider/checks/checks.js";
import { sendAll } from "../../contract-tests/provider/exchange/send-all.js";
import { REFERENCE_KEY, referenceProvider } from "../../contract-tests/provider/reference/provider.js";
import { serve } from "../../contract-tests/provider/reference/serve.js";
import { evidenceOf, judge } from "../../contract-tests/provider/verdicts/judge.js";
import { output } from "../../contract-tests/support/run.js";
import { median, repeatedly, timed } from "./rounds.js";
import type { Bench, Cell } from "./table.js";

const ROUNDS = 5;
const SHARES = [0.25, 0.5, 1];
const PLAN = { apiKey: REFERENCE_KEY, safe: false };

export const verification: Bench = {
  name: "verification",
  title: "Verification of one provider",
  read: "The whole command against the reference provider, as a person waits for it; and, within it, the requests alone, and judging their answers by a quarter, half and all of the checks.",
  async run(tell) {
    await using provider = await serve(referenceProvider());
    const exchanges = await sendAll(provider.url, PLAN, { timeoutMs: 10_000 });
    const rows: Cell[][] = [];
    tell("verification by command");
    const command = await timed({ command: repeatedly(() => verifying(provider.url)) }, { rounds: ROUNDS, times: 1 });
    rows.push(["npm run verify", exchanges.length, checks.length, median(command.command) / 1000]);
    tell("verification in process");
    const asking = repeatedly(() => sendAll(provider.url, PLAN, { timeoutMs: 10_000 }));
    const asked = await timed({ asking }, { rounds: ROUNDS, times: 5 });
    rows.push(["its requests", exchanges.length, "", median(asked.asking) / 1000]);
    for (const share of SHARES) {
      const some = checks.slice(0, Math.round(checks.length * share));
      const judging = repeatedly(async () => {
        const evidence = evidenceOf(PLAN, exchanges);
        for (const check of some) judge(check, evidence);
      });
      const judged = await timed({ judging }, { rounds: ROUNDS, times: 20 });
      rows.push(["judging", "", some.length, median(judged.judging) / 1000]);
    }
    return { columns: ["", "requests", "checks", "ms"], rows };
  },
};

async function verifying(target: string): Promise<void> {
  const env = { ...process.env, HAMSA_API_KEY: REFERENCE_KEY };
  await output(process.execPath, ["--import", "tsx", "scripts/hamsa-twilio.ts", "verify", "--target", target], { env });
}
