import { EXIT_CODE, nothingSentError, runInterruptibly } from "./add/ending.js";
import { defaultJournalFile, type JournalRecord, listRecords, removeRecord, shortenPath } from "./add/journal.js";
import { toE164 } from "./add/phone-number.js";
import { formatTime } from "./add/result.js";
import type { AttemptsOptions } from "./options.js";
import { printJson, printLine, setOutputMode } from "./output.js";
import { formatTable } from "./table.js";

/** `hamsa-twilio attempts`: prints which numbers are pending, or forgets one. */
export function runAttempts({ journal, json, forget }: AttemptsOptions): Promise<number> {
  return runInterruptibly(async () => {
    setOutputMode({ json: json === true });
    const file = journal ?? defaultJournalFile();
    const records = readRecords(file);
    if (forget !== undefined) return forgetNumber(file, records, forget);
    const pending = records.filter(({ attempt }) => !attempt.registered);
    if (json) for (const record of pending) printJson(describeRecord(record));
    else printPending(file, pending);
    return EXIT_CODE.success;
  });
}

function readRecords(file: string): JournalRecord[] {
  try {
    return [...listRecords(file)];
  } catch (error) {
    throw nothingSentError((error as Error).message, "");
  }
}

function printPending(file: string, pending: readonly JournalRecord[]): void {
  printLine(`  Journal  ${shortenPath(file)}`);
  if (pending.length === 0) {
    printLine("  No number is pending.");
    return;
  }
  const rows = pending
    .map(describeRecord)
    .map(({ number, sentAt, server, key }) => [number, formatTime(sentAt), server, key]);
  printLine("");
  for (const line of formatTable(["NUMBER", "SENT", "SERVER", "KEY"], rows)) printLine(line);
  printLine("");
  printLine("  These numbers may be registered. add checks them again, and sends them again only with --resend.");
}

/** The key is the beginning of its hash, which tells the accounts apart. */
function describeRecord({ account: { server, key }, phoneNumber, attempt }: JournalRecord) {
  return { number: phoneNumber, sentAt: attempt.startedAt, server, key: key.slice(0, 8) };
}

/** For a number that was removed in Hamsa: without its record, add registers it again. */
async function forgetNumber(file: string, records: readonly JournalRecord[], typed: string): Promise<number> {
  const parsed = toE164(typed);
  const number = "phoneNumber" in parsed ? parsed.phoneNumber : undefined;
  const found = records.filter(({ phoneNumber }) => phoneNumber === number);
  if (found.length === 0) throw nothingSentError("The journal does not have this number.", "");
  for (const record of found) await removeRecord(file, record);
  printLine(`  The journal has forgotten ${number}. The next add sends it unless Hamsa's list shows it.`);
  return EXIT_CODE.success;
}
