import { basename, dirname, join } from "node:path";
import type { Attempts } from "../../src/index.js";
import { CommandFailed } from "../support/cli.js";
import { exitCode } from "./exit-code.js";
import { clientOf } from "./hamsa.js";
import { Journal, JournalFailed } from "./journal.js";
import type { Candidate } from "./look-up.js";
import type { AddOptions } from "./options.js";
import { type Result, registerAll } from "./register.js";
import type { Tell, Teller } from "./tell.js";
import { waiting } from "./waiting.js";

interface Sending {
  readonly apiKey: string;
  readonly options: AddOptions;
  /** Every number of the input, those that are not sent included. */
  readonly numbers: readonly string[];
  readonly teller: Teller;
  readonly signal: AbortSignal;
  tell: Tell;
}

/** Registers what is open, each step in the journal, and tells what became of it. */
export async function sendAll(open: readonly Candidate[], sending: Sending): Promise<void> {
  const { apiKey, options, teller, signal } = sending;
  const journal = open.length > 0 ? openedJournal(open, sending) : undefined;
  const hamsa = clientOf(apiKey, options, attemptsIn(journal, signal));
  const onResult = (result: Result) => {
    // Told first: what the journal can't keep must at least be seen.
    teller.result(result);
    journal?.result(result);
  };
  const params = open.map((each) => each.params);
  const hasLooked = open.length > 1;
  try {
    const work = registerAll(params, { hamsa, concurrency: options.concurrency, hasLooked, signal, onResult });
    await (hasLooked ? work : waiting("for Hamsa", work));
  } catch (error) {
    throw error instanceof JournalFailed ? new CommandFailed(error.message, exitCode(teller.results)) : error;
  } finally {
    journal?.close();
    teller.end({ isInterrupted: signal.aborted, hasJournal: journal !== undefined });
  }
}

/** Beside the input; one number needs none, unless it is asked for. */
function openedJournal([first]: readonly Candidate[], { options, numbers, tell }: Sending): Journal | undefined {
  const { journal, from, all } = options;
  const beside = from === undefined || from === "-" ? "hamsa-twilio" : join(dirname(from), basename(from));
  const file = journal ?? (from !== undefined || all ? `${beside}.journal.jsonl` : undefined);
  if (file === undefined) return undefined;
  tell(`  Journal  ${file}`);
  // An account's numbers come and go: its journal stays.
  return new Journal(file, numbers, all && first ? [first.params.twilioAccountSid] : numbers);
}

/** What was not sent when somebody pressed Ctrl-C is not sent any more. */
function attemptsIn(journal: Journal | undefined, signal: AbortSignal): Attempts {
  return {
    begin: (number) => {
      signal.throwIfAborted();
      return journal?.begin(number) ?? true;
    },
    release: (number) => journal?.release(number),
  };
}
