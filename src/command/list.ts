import { HamsaError, type PhoneNumber } from "../index.js";
import { CredentialSource } from "./add/credentials.js";
import { runInterruptibly } from "./add/ending.js";
import { createClient } from "./create-client.js";
import { chooseFetch } from "./debug-fetch.js";
import { explainRejectedKey } from "./explain-key.js";
import type { ListOptions } from "./options.js";
import { printError, printJson, printLine, setOutputMode } from "./output.js";
import { formatTable } from "./table.js";
import { bold, dim } from "./text.js";
import { withWaitNotice } from "./wait-notice.js";

const NOT_LISTED = 2;

/** Runs `hamsa-twilio list` and returns its exit code. */
export function runList(options: ListOptions): Promise<number> {
  return runInterruptibly(async (signal) => {
    const { json = false, baseUrl, timeout, provider } = options;
    setOutputMode({ json });
    const credentials = await CredentialSource.from(options, signal);
    const apiKey = await credentials.getApiKey();
    const hamsa = createClient({ apiKey, baseUrl, timeout, fetch: chooseFetch(options) });
    const numbers: PhoneNumber[] = [];
    const read = async () => {
      for await (const number of hamsa.listPhoneNumbers(provider === undefined ? {} : { provider }, { signal })) {
        if (json) printJson(number);
        numbers.push(number);
      }
    };
    let problem: string | undefined;
    try {
      await withWaitNotice("for Hamsa's list", read());
    } catch (error) {
      if (signal.aborted || !(error instanceof HamsaError)) throw error;
      problem = explainRejectedKey(error, credentials.keySource) ?? error.message;
    }
    // The client throws only after all valid numbers, so they are shown whatever else was in the list.
    if (!json) printNumbers(numbers, problem === undefined);
    if (problem === undefined) return 0;
    printError("");
    printError(problem);
    return NOT_LISTED;
  });
}

function printNumbers(numbers: readonly PhoneNumber[], isComplete: boolean): void {
  if (numbers.length === 0 && isComplete) printLine("No number is registered.");
  if (numbers.length === 0) return;
  const rows = numbers.map(({ number, label, type, voiceAgent, voiceAgentId, createdAt, id }) => {
    const agent = voiceAgent?.name ?? voiceAgentId ?? "none";
    return [number, label, type ?? "", agent, createdAt?.slice(0, 10) ?? "", id];
  });
  const [head = "", ...lines] = formatTable(
    ["NUMBER", "LABEL", "TYPE", "AGENT", "SINCE", "ID"],
    rows,
    process.stdout.columns,
  );
  printLine(bold(head));
  for (const line of lines) printLine(line);
  printLine("");
  printLine(dim(`${numbers.length} ${numbers.length === 1 ? "number" : "numbers"}${isComplete ? "" : ", incomplete"}`));
}
