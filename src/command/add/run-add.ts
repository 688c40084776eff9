import { createHamsaClient } from "../../index.js";
import { Asked, askYes, choose } from "./ask.js";
import { ENDED, exitCode, interruptible } from "./ending.js";
import { type Wanted, wantedIn, wantedOf } from "./input.js";
import { Journal, JournalFailed, journalFile } from "./journal.js";
import { type Candidate, type LookedUp, lookUp, lookUpAll, registeredAmong } from "./look-up.js";
import type { AddOptions } from "./options.js";
import { alreadyThere, attemptsIn, type Result, registerAll } from "./register.js";
import { hamsaLine, type Tell, Teller, twilioLine, waiting } from "./tell.js";

/** `hamsa-twilio add`: from the command line to the exit code. */
export function runAdd(numbers: readonly string[], options: AddOptions): Promise<number> {
  return interruptible((signal) => add(numbers, options, signal));
}

/** As the job reads: ask, look up, choose, register, tell. */
async function add(typed: readonly string[], options: AddOptions, signal: AbortSignal): Promise<number> {
  const tell: Tell = options.json ? console.error : console.log;
  const wanted = await wantedBy(typed, options, signal, tell);
  const asked = await Asked.from(options, signal);
  const apiKey = await asked.apiKey();
  let journal: Journal | undefined;
  const { baseUrl, timeout, concurrency } = options;
  // Before Twilio is asked: options that can't be used are refused at once.
  const hamsa = createHamsaClient({ apiKey, baseUrl, timeout, attempts: attemptsIn(() => journal, signal) });
  const { candidates, problems } = await lookedUp(wanted, asked, options, signal, tell);
  tell(twilioLine(candidates, problems.length));
  const there = await waiting("for Hamsa's list", registeredAmong(candidates, hamsa, signal));
  const chosen = wanted === undefined && !options.all ? await choose(candidates, there, signal) : candidates;
  const open = chosen.filter(({ params }) => !there.has(params.phoneNumber));
  if (chosen.length > 0) tell(hamsaLine(chosen, there));
  if (!(await isAgreed(open, options, signal))) {
    tell("  Nothing was sent.");
    return ENDED.nothingSent;
  }
  const numbers = [...chosen.map(({ params }) => params.phoneNumber), ...problems.map(({ number }) => number)];
  const teller = new Teller(numbers, options.json === true);
  for (const problem of problems) teller.result(problem);
  for (const { params } of chosen) {
    const found = there.get(params.phoneNumber);
    if (found) teller.result(alreadyThere(found));
  }
  if (options.dryRun)
    for (const { params } of open)
      teller.result({ number: params.phoneNumber, outcome: "would be registered", label: params.label });
  else {
    const file = open.length > 0 ? journalFile(options) : undefined;
    if (file !== undefined) {
      tell(`  Journal  ${file}`);
      // An account's numbers come and go: its journal stays.
      journal = new Journal(file, numbers, options.all ? open.slice(0, 1).map(accountOf) : numbers);
    }
    const onResult = (result: Result) => {
      // Told first: what the journal can't keep must at least be seen.
      teller.result(result);
      journal?.result(result);
    };
    const hasLooked = open.length > 1;
    try {
      const work = registerAll(
        open.map(({ params }) => params),
        { hamsa, concurrency, hasLooked, signal, onResult },
      );
      await (hasLooked ? work : waiting("for Hamsa", work));
    } catch (error) {
      // What became of each number is told all the same, and decides the exit code.
      if (!(error instanceof JournalFailed)) throw error;
      console.error(`\n${error.message}`);
    } finally {
      journal?.close();
    }
  }
  teller.end({ isInterrupted: signal.aborted, hasJournal: journal !== undefined });
  return exitCode(teller.results);
}

const accountOf = ({ params }: Candidate) => params.twilioAccountSid;

/** The numbers that the command line or a file names; nothing, if Twilio is to name them. */
async function wantedBy(
  typed: readonly string[],
  { from }: AddOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<Wanted[] | undefined> {
  if (from !== undefined) return wantedIn(from, signal, tell);
  return typed.length > 0 ? wantedOf(typed, tell) : undefined;
}

async function lookedUp(
  wanted: readonly Wanted[] | undefined,
  asked: Asked,
  options: AddOptions,
  signal: AbortSignal,
  tell: Tell,
): Promise<LookedUp> {
  if (wanted === undefined) return waiting("for Twilio", lookUpAll(await asked.account(), options, signal, tell));
  const isComplete = wanted.every((each) => each.twilioAccountSid && each.twilioAuthToken);
  const account = isComplete ? undefined : await asked.account();
  return waiting("for Twilio", lookUp(wanted, account, options, signal));
}

async function isAgreed(open: readonly Candidate[], options: AddOptions, signal: AbortSignal): Promise<boolean> {
  const [first, ...others] = open;
  if (first === undefined || options.yes || options.dryRun) return true;
  const what = others.length === 0 ? `it as "${first.params.label}"` : `${open.length} numbers`;
  return askYes(`Register ${what}?`, signal);
}
