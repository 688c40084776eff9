import { type HamsaClient, HamsaError } from "../../index.js";
import { createClient } from "../create-client.js";
import { chooseFetch } from "../debug-fetch.js";
import { explainRejectedKey } from "../explain-key.js";
import { printLine, setOutputMode } from "../output.js";
import { withWaitNotice } from "../wait-notice.js";
import { CredentialSource } from "./credentials.js";
import { advise, EXIT_CODE, nothingSentError, runInterruptibly, toExitCode } from "./ending.js";
import { parseArguments, type RequestedNumber, readInput } from "./input.js";
import { defaultJournalFile, identifyAccount, type Journal, openJournal } from "./journal.js";
import { ListedNumbers } from "./listed-numbers.js";
import { type Candidate, type LookUpResult, lookUp, lookUpAll } from "./look-up.js";
import { formatHamsaLine, formatTwilioLines, quoteName } from "./look-up-lines.js";
import type { AddOptions } from "./options.js";
import { makePlan, type Plan } from "./plan.js";
import { registerAll } from "./register.js";
import { Reporter } from "./reporter.js";
import type { Result } from "./result.js";

/** For more numbers at once, Enter must not be a Yes. */
const MAX_DEFAULT_YES = 5;

/** Runs `hamsa-twilio add` and returns its exit code. */
export function runAdd(numbers: readonly string[], options: AddOptions): Promise<number> {
  return runInterruptibly((signal) => add(numbers, options, signal));
}

/** The steps in their order: get credentials, look up, choose, plan, confirm, register and report. */
async function add(numbers: readonly string[], options: AddOptions, signal: AbortSignal): Promise<number> {
  setOutputMode({ json: options.json === true });
  const requested = await readRequestedNumbers(numbers, options, signal);
  const credentials = await CredentialSource.from(options, signal);
  const apiKey = await credentials.getApiKey();
  const { baseUrl, timeout } = options;
  // Both are made before the Twilio lookup, so invalid options fail at once.
  const journal = openJournal(options.journal ?? defaultJournalFile(), identifyAccount(apiKey, baseUrl));
  const hamsa = createClient({ apiKey, baseUrl, timeout, fetch: chooseFetch(options), attempts: journal });
  const found = await lookUpNumbers(requested, credentials, options, signal);
  const { candidates, problems } = found;
  for (const line of formatTwilioLines(found)) printLine(line);
  const reading = ListedNumbers.read(hamsa, numbersOf(candidates), signal).catch((error) => {
    throw explainError(error, credentials.keySource);
  });
  const listed = await withWaitNotice("for Hamsa's list", reading);
  const isChoice = requested === undefined && !options.all;
  const chosen = isChoice ? await (await import("./choose.js")).choose(candidates, listed.found, signal) : candidates;
  const plan = await makePlan(chosen, listed, journal, options);
  if (chosen.length > 0) printLine(formatHamsaLine(chosen, plan.registered));
  // What another run sends from here on is not what the person agrees to send again.
  const resendSince = Date.now();
  const isResent = await confirmResend(plan, options, signal);
  if (!(await confirmRegistration(plan.open, options, signal))) {
    printLine("  Nothing was sent.");
    return EXIT_CODE.nothingSent;
  }
  return registerAndReport({ chosen, problems, plan, isResent, resendSince, hamsa, journal, listed }, options, signal);
}

/** What the run has found out, and what the person has agreed to. */
interface Decision {
  readonly chosen: readonly Candidate[];
  readonly problems: readonly Result[];
  readonly plan: Plan;
  readonly isResent: boolean;
  readonly resendSince: number;
  readonly hamsa: HamsaClient;
  readonly journal: Journal;
  readonly listed: ListedNumbers;
}

/** Registers the numbers, unless it is a dry run, and reports every number. Returns the exit code. */
async function registerAndReport(
  { chosen, problems, plan, isResent, ...decision }: Decision,
  options: AddOptions,
  signal: AbortSignal,
): Promise<number> {
  const labels = new Map(chosen.map(({ params }) => [params.phoneNumber, params.label]));
  for (const { number } of problems) labels.set(number, "");
  const reporter = new Reporter(labels, options);
  for (const result of [...problems, ...plan.registered.values()]) reporter.add(result);
  const resend = isResent ? [...plan.pending, ...plan.underWay] : [];
  if (!isResent) for (const result of plan.pendingResults) reporter.add(result);
  const toSend = isResent ? [...plan.open, ...plan.pending] : plan.open;
  let stop: string | undefined;
  if (options.dryRun)
    for (const { params } of [...toSend, ...plan.underWay])
      reporter.add({ number: params.phoneNumber, outcome: "would be registered", label: params.label });
  else {
    const work = registerAll(paramsOf(toSend), {
      ...decision,
      ...{ concurrency: options.concurrency, signal },
      underWay: paramsOf(plan.underWay),
      resend: new Set(numbersOf(resend)),
      onStart: (number) => reporter.start(number),
      onResult: (result) => reporter.add(result),
    });
    // Several have a progress bar.
    stop = await (labels.size === 1 ? withWaitNotice("for Hamsa", work) : work);
  }
  const whyNotSent = stop === undefined ? "Interrupted before it was sent." : `The run stopped before it. ${stop}`;
  reporter.finish({ whyNotSent, advice: advise(reporter.results, { stop, isInterrupted: signal.aborted }) });
  return toExitCode(reporter.results, stop);
}

const paramsOf = (candidates: readonly Candidate[]) => candidates.map(({ params }) => params);
const numbersOf = (candidates: readonly Candidate[]) => candidates.map(({ params }) => params.phoneNumber);

function explainError(error: unknown, keySource: string): unknown {
  const explanation = error instanceof HamsaError ? explainRejectedKey(error, keySource) : undefined;
  return explanation === undefined ? error : nothingSentError(explanation);
}

/** The numbers from the command line or a file. Undefined if they come from Twilio. */
async function readRequestedNumbers(
  numbers: readonly string[],
  { from }: AddOptions,
  signal: AbortSignal,
): Promise<RequestedNumber[] | undefined> {
  if (from === "-") return withWaitNotice("for standard input", readInput(from, signal));
  if (from !== undefined) return readInput(from, signal);
  return numbers.length > 0 ? parseArguments(numbers) : undefined;
}

async function lookUpNumbers(
  requested: readonly RequestedNumber[] | undefined,
  credentials: CredentialSource,
  options: AddOptions,
  signal: AbortSignal,
): Promise<LookUpResult> {
  if (requested === undefined)
    return withWaitNotice("for Twilio", lookUpAll(await credentials.getAccount(), options, signal));
  const isComplete = requested.every((each) => each.twilioAccountSid && each.twilioAuthToken);
  const account = isComplete ? undefined : await credentials.getAccount();
  return withWaitNotice("for Twilio", lookUp(requested, account, options, signal));
}

async function confirmRegistration(
  open: readonly Candidate[],
  options: AddOptions,
  signal: AbortSignal,
): Promise<boolean> {
  const [first, ...others] = open;
  if (first === undefined || options.yes || options.dryRun) return true;
  const what = others.length === 0 ? `it as ${quoteName(first.params.label)}` : `${open.length} numbers`;
  const { askNo, askYes } = await import("./prompts.js");
  return (open.length > MAX_DEFAULT_YES ? askNo : askYes)(`Register ${what}?`, signal);
}

/** A number that is sent again may be registered twice, so the default is No. */
async function confirmResend({ pending, underWay }: Plan, options: AddOptions, signal: AbortSignal): Promise<boolean> {
  const count = pending.length + underWay.length;
  if (!options.resend || count === 0) return false;
  if (options.yes || options.dryRun) return true;
  const [what, it] = count === 1 ? ["One number was", "it"] : [`${count} numbers were`, "them"];
  const { askNo } = await import("./prompts.js");
  return askNo(`${what} sent before, and may be registered. Send ${it} again?`, signal);
}
