import { createHamsaClient } from "../../index.js";
import type { Print } from "../print.js";
import { choose } from "./choose.js";
import { CredentialSource } from "./credentials.js";
import { EXIT_CODE, runInterruptibly, toExitCode } from "./ending.js";
import { parseArguments, type RequestedNumber, readInput } from "./input.js";
import { Journal, JournalError, journalFile } from "./journal.js";
import { type Candidate, findRegistered, type LookUpResult, lookUp, lookUpAll } from "./look-up.js";
import type { AddOptions } from "./options.js";
import { askYes } from "./prompts.js";
import { createAttempts, type Result, registerAll, toExistingResult } from "./register.js";
import { formatHamsaLine, formatTwilioLine, Reporter, withWaitNotice } from "./reporter.js";

/** Runs `hamsa-twilio add` and returns its exit code. */
export function runAdd(numbers: readonly string[], options: AddOptions): Promise<number> {
  return runInterruptibly((signal) => add(numbers, options, signal));
}

/** The steps in their order: get credentials, look up, choose, register, report. */
async function add(numbers: readonly string[], options: AddOptions, signal: AbortSignal): Promise<number> {
  const print: Print = options.json ? console.error : console.log;
  const requested = await readRequestedNumbers(numbers, options, signal, print);
  const credentials = await CredentialSource.from(options, signal);
  const apiKey = await credentials.getApiKey();
  let journal: Journal | undefined;
  const { baseUrl, timeout, concurrency } = options;
  // Made before the Twilio lookup, so invalid options fail at once.
  const hamsa = createHamsaClient({ apiKey, baseUrl, timeout, attempts: createAttempts(() => journal, signal) });
  const { candidates, problems } = await lookUpNumbers(requested, credentials, options, signal, print);
  print(formatTwilioLine(candidates, problems.length));
  const existing = await withWaitNotice("for Hamsa's list", findRegistered(candidates, hamsa, signal));
  const chosen = requested === undefined && !options.all ? await choose(candidates, existing, signal) : candidates;
  const unregistered = chosen.filter(({ params }) => !existing.has(params.phoneNumber));
  if (chosen.length > 0) print(formatHamsaLine(chosen, existing));
  if (!(await confirmRegistration(unregistered, options, signal))) {
    print("  Nothing was sent.");
    return EXIT_CODE.nothingSent;
  }
  const reported = [...chosen.map(({ params }) => params.phoneNumber), ...problems.map(({ number }) => number)];
  const reporter = new Reporter(reported, options.json === true);
  for (const problem of problems) reporter.add(problem);
  for (const { params } of chosen) {
    const found = existing.get(params.phoneNumber);
    if (found) reporter.add(toExistingResult(found));
  }
  if (options.dryRun)
    for (const { params } of unregistered)
      reporter.add({ number: params.phoneNumber, outcome: "would be registered", label: params.label });
  else {
    const file = unregistered.length > 0 ? journalFile(options) : undefined;
    if (file !== undefined) {
      print(`  Journal  ${file}`);
      // The numbers of an account change, so --all keeps one journal per account.
      journal = new Journal(file, reported, options.all ? unregistered.slice(0, 1).map(accountOf) : reported);
    }
    const onResult = (result: Result) => {
      // Printed first: a result that the journal can't record must at least be seen.
      reporter.add(result);
      journal?.recordResult(result);
    };
    const hasCheckedList = unregistered.length > 1;
    try {
      const work = registerAll(
        unregistered.map(({ params }) => params),
        { hamsa, concurrency, hasCheckedList, signal, onResult },
      );
      await (hasCheckedList ? work : withWaitNotice("for Hamsa", work));
    } catch (error) {
      // Each number is still reported, and the results decide the exit code.
      if (!(error instanceof JournalError)) throw error;
      console.error(`\n${error.message}`);
    } finally {
      journal?.close();
    }
  }
  reporter.finish({ isInterrupted: signal.aborted, hasJournal: journal !== undefined });
  return toExitCode(reporter.results);
}

const accountOf = ({ params }: Candidate) => params.twilioAccountSid;

/** The numbers from the command line or a file. Undefined if they come from Twilio. */
async function readRequestedNumbers(
  numbers: readonly string[],
  { from }: AddOptions,
  signal: AbortSignal,
  print: Print,
): Promise<RequestedNumber[] | undefined> {
  if (from !== undefined) return readInput(from, signal, print);
  return numbers.length > 0 ? parseArguments(numbers, print) : undefined;
}

async function lookUpNumbers(
  requested: readonly RequestedNumber[] | undefined,
  credentials: CredentialSource,
  options: AddOptions,
  signal: AbortSignal,
  print: Print,
): Promise<LookUpResult> {
  if (requested === undefined)
    return withWaitNotice("for Twilio", lookUpAll(await credentials.getAccount(), options, signal, print));
  const isComplete = requested.every((each) => each.twilioAccountSid && each.twilioAuthToken);
  const account = isComplete ? undefined : await credentials.getAccount();
  return withWaitNotice("for Twilio", lookUp(requested, account, options, signal));
}

async function confirmRegistration(
  unregistered: readonly Candidate[],
  options: AddOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const [first, ...others] = unregistered;
  if (first === undefined || options.yes || options.dryRun) return true;
  const what = others.length === 0 ? `it as "${first.params.label}"` : `${unregistered.length} numbers`;
  return askYes(`Register ${what}?`, signal);
}
