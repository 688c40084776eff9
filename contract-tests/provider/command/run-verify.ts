import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import type { Exchange } from "../exchange/exchange.js";
import { CannotJudge } from "../verdicts/cannot-judge.js";
import { interrupted } from "./interrupted.js";
import { type Options, optionsFrom, USAGE } from "./options.js";
import { checkList, verifyCommand } from "./verify-command.js";

const COULD_NOT_BE_JUDGED = 2;
const INTERRUPTED = 130;

/** `hamsa-twilio verify`: from the command line to the exit code. */
export async function runVerify(argv: readonly string[]): Promise<number> {
  try {
    const options = optionsFrom(argv, process.env);
    if (options === "help") return print(USAGE);
    if (options === "list") return print(checkList());
    return options.cacert === undefined ? await verified(options) : await trusting(options.cacert, argv);
  } catch (error) {
    // Whatever else happens must not look like a broken contract, which is exit code 1.
    const told =
      error instanceof CannotJudge ? error.message : `The verification itself failed: ${(error as Error).stack}`;
    console.error(`\n${told}\n`);
    return COULD_NOT_BE_JUDGED;
  }
}

function print(text: string): number {
  console.log(text);
  return 0;
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
async function trusting(cacert: string, argv: readonly string[]): Promise<number> {
  if (!existsSync(cacert))
    throw new CannotJudge(`There is no file ${cacert}. Name the authority's certificate, in PEM, by --cacert.`);
  const [script = ""] = process.argv.slice(1);
  const withoutCacert = argv.filter((word, index) => !/^--cacert(?:=|$)/.test(word) && argv[index - 1] !== "--cacert");
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: cacert };
  const child = spawn(process.execPath, [...process.execArgv, script, "verify", ...withoutCacert], {
    env,
    stdio: "inherit",
  });
  // Ctrl-C reaches the child as well, which knows what to say.
  process.on("SIGINT", () => {});
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : INTERRUPTED;
}
