import { misuse } from "../support/cli.js";
import { Asked, askYes, canAsk } from "./ask.js";
import { choose } from "./choose.js";
import { exitCode, NOTHING_SENT } from "./exit-code.js";
import { clientOf, registeredAmong } from "./hamsa.js";
import { type Wanted, wantedIn, wantedOf } from "./input.js";
import { interruptible } from "./interruptible.js";
import { type Candidate, type LookedUp, lookUp, lookUpAll } from "./look-up.js";
import { ADD_USAGE, type AddOptions, addOptions } from "./options.js";
import { alreadyThere } from "./register.js";
import { sendAll } from "./send.js";
import { type Tell, Teller } from "./tell.js";
import { hamsaLine, twilioLine } from "./tell-findings.js";
import { waiting } from "./waiting.js";

/** `hamsa-twilio add`: from the command line to the exit code. */
export function runAdd(argv: readonly string[]): Promise<number> {
  return interruptible(async (signal) => {
    const options = addOptions(argv);
    if (options !== "help") return add(options, signal);
    console.log(ADD_USAGE);
    return 0;
  });
}

/** As the job reads: ask, look up, choose, register, tell. */
async function add(options: AddOptions, signal: AbortSignal): Promise<number> {
  refuseToAskNobody(options);
  const tell: Tell = options.json ? console.error : console.log;
  const wanted = await wantedBy(options, tell);
  const asked = await Asked.from(options.connection, signal);
  const apiKey = await asked.apiKey();
  const { candidates, problems } = await lookedUp(wanted, asked, options, signal, tell);
  tell(twilioLine(candidates, problems.length));
  const there = await waiting("for Hamsa's list", registeredAmong(candidates, clientOf(apiKey, options), signal));
  const chosen = wanted === undefined && !options.all ? await choose(candidates, there, signal) : candidates;
  const open = chosen.filter(({ params }) => !there.has(params.phoneNumber));
  if (chosen.length > 0) tell(hamsaLine(chosen, there));
  if (!(await isAgreed(open, options, signal))) {
    tell("  Nothing was sent.");
    return NOTHING_SENT;
  }
  const numbers = [...chosen.map(({ params }) => params.phoneNumber), ...problems.map(({ number }) => number)];
  const teller = new Teller(numbers, options.json);
  for (const problem of problems) teller.result(problem);
  for (const { params } of chosen) {
    const found = there.get(params.phoneNumber);
    if (found) teller.result(alreadyThere(found));
  }
  if (options.dryRun) {
    for (const { params } of open)
      teller.result({ number: params.phoneNumber, outcome: "would be registered", label: params.label });
    teller.end({ isInterrupted: false, hasJournal: false });
  } else await sendAll(open, { apiKey, options, numbers, teller, tell, signal });
  return exitCode(teller.results);
}

function refuseToAskNobody({ numbers, from, all, yes, dryRun }: AddOptions): void {
  if (canAsk) return;
  if (numbers.length === 0 && from === undefined && !all)
    throw misuse("There is no number, and no terminal to choose one on.", ADD_USAGE);
  if (!yes && !dryRun)
    throw misuse("There is no terminal to ask on before registering: add --yes, or --dry-run.", ADD_USAGE);
}

/** The numbers that the command line or a file names; nothing, if Twilio is to name them. */
async function wantedBy({ numbers, from }: AddOptions, tell: Tell): Promise<Wanted[] | undefined> {
  if (from !== undefined) return wantedIn(from, tell);
  return numbers.length > 0 ? wantedOf(numbers, tell) : undefined;
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
