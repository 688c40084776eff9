import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Exchange } from "../../verify/exchange/exchange.js";
import { CannotJudge } from "../../verify/verdicts/cannot-judge.js";
import type { verifyFlags } from "./flags.js";
import { interrupted } from "./interrupted.js";
import { BadFlags, type Options, optionsFrom } from "./options.js";
import { checkList, verifyCommand } from "./verify-command.js";

const COULD_NOT_BE_JUDGED = 2;
const INTERRUPTED = 130;

/** `hamsa-twilio verify`: from its flags to the exit code. */
export async function runVerify(command: ReturnType<typeof verifyFlags>): Promise<number> {
  try {
    if (command.opts().list) {
      console.log(checkList());
      return 0;
    }
    const options = optionsFrom(command.opts(), process.env);
    const { cacert } = options;
    const isTrusted = cacert === undefined || cacert === process.env.NODE_EXTRA_CA_CERTS;
    return await (isTrusted ? verified(options) : trusting(cacert));
  } catch (error) {
    if (error instanceof BadFlags) command.error(`${error.message}.`);
    // Whatever else happens must not look like a broken contract, which is exit code 1.
    const told =
      error instanceof CannotJudge ? error.message : `The verification itself failed: ${(error as Error).stack}`;
    console.error(`\n${told}\n`);
    return COULD_NOT_BE_JUDGED;
  }
}

async function verified(options: Options): Promise<number> {
  const exchanges: Exchange[] = [];
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.prependOnceListener(signal, () => {
      console.error(`\n${interrupted(options.verification.plan, exchanges)}\n`);
      process.exit(INTERRUPTED);
    });
  }
  return verifyCommand(options, exchanges);
}

/** Node reads further authorities when it starts, and at no other time: so it is started once more. */
async function trusting(cacert: string): Promise<number> {
  if (!existsSync(cacert))
    throw new CannotJudge(`There is no file ${cacert}. Name the authority's certificate, in PEM, by --cacert.`);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: cacert };
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { env, stdio: "inherit" });
  // Ctrl-C reaches the child as well, which knows what to say.
  process.on("SIGINT", () => {}).on("SIGTERM", () => child.kill());
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : INTERRUPTED;
}
