import type { Exchange } from "../../verify/exchange/exchange.js";
import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";
import type { verifyFlags } from "./flags.js";
import { describeInterruption } from "./interrupted.js";
import { InvalidFlagError, type Options, parseOptions } from "./options.js";
import { listChecks, verifyCommand } from "./verify-command.js";

const COULD_NOT_BE_JUDGED = 2;
const INTERRUPTED = 130;

/** Runs `hamsa-twilio verify` and resolves with the exit code. */
export async function runVerify(command: ReturnType<typeof verifyFlags>): Promise<number> {
  try {
    if (command.opts().list) {
      console.log(listChecks());
      return 0;
    }
    return await runVerification(parseOptions(command.opts(), process.env));
  } catch (error) {
    if (error instanceof InvalidFlagError) command.error(`${error.message}.`);
    // No other error may look like a broken contract, which is exit code 1.
    const message =
      error instanceof CannotJudgeError ? error.message : `The verification itself crashed: ${(error as Error).stack}`;
    console.error(`\n${message}\n`);
    return COULD_NOT_BE_JUDGED;
  }
}

async function runVerification(options: Options): Promise<number> {
  const exchanges: Exchange[] = [];
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.prependOnceListener(signal, () => {
      console.error(`\n${describeInterruption(options.verification.plan, exchanges)}\n`);
      process.exit(INTERRUPTED);
    });
  }
  return verifyCommand(await trustCa(options), exchanges);
}

/** Adds the CA of `--cacert` to those that are trusted. */
async function trustCa({ cacert, verification, ...options }: Options): Promise<Options> {
  // TLS takes a while to load.
  const ca = cacert === undefined ? undefined : (await import("./ca.js")).readTrustedCas(cacert, process.env);
  return { ...options, cacert, verification: { ...verification, sending: { ...verification.sending, ca } } };
}
