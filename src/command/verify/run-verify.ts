import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
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
    const options = parseOptions(command.opts(), process.env);
    const { cacert } = options;
    const isTrusted = cacert === undefined || cacert === process.env.NODE_EXTRA_CA_CERTS;
    return await (isTrusted ? runVerification(options) : rerunWithCa(cacert));
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
  return verifyCommand(options, exchanges);
}

/** Node reads extra CAs only when it starts, so it is started again. */
async function rerunWithCa(cacert: string): Promise<number> {
  if (!existsSync(cacert))
    throw new CannotJudgeError(`There is no file ${cacert}. Pass the CA certificate (PEM) with --cacert.`);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: cacert };
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { env, stdio: "inherit" });
  // The terminal also sends Ctrl-C to the child, which prints what had been sent.
  process.on("SIGINT", () => {}).on("SIGTERM", () => child.kill());
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : INTERRUPTED;
}
