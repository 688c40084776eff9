import { routes } from "../../../generated/constants.js";
import { command, upTo } from "../command-line.js";

/** The command line of `verify`, as it was given. */
export type Flags = Readonly<ReturnType<ReturnType<typeof verifyFlags>["opts"]>>;

export function verifyFlags() {
  return command("verify")
    .summary("judge whether a server keeps the contract")
    .description(
      ["Judges whether a server keeps the contract of"]
        .concat(Object.values(routes).map(({ method, path }) => `  ${method} ${path}`))
        .join("\n"),
    )
    .option("--target <url>", "where the API answers, for example https://api.tryhamsa.com")
    .option("--api-key <key>", "a valid key; HAMSA_API_KEY in the environment keeps it out of the shell's history")
    .option(
      "--params <file>",
      "JSON of the one registration that is sent (default: the description's synthetic example)",
    )
    .option("--safe", "send nothing that registers a number, only reads and what must be refused: for production")
    .option("--strict", "let advice fail the run as well")
    .option("--only <id...>", "judge only these checks, and send what they need")
    .option("--json <file>", "write the report as JSON (its schema is hamsa-twilio/report.schema.json)")
    .option("--junit <file>", "write the report as JUnit XML")
    .option("--html <file>", "write the report as a page")
    .option("--timeout <ms>", "limit on each request", upTo(10 * 60_000), 10_000)
    .option("--concurrency <n>", "how many requests are under way at once, 1 to 16", upTo(16), 4)
    .option("--header <line...>", "a 'Name: value' for a gateway before the server; may be repeated")
    .option("--cacert <file>", "a certificate authority to trust besides the usual ones (PEM)")
    .option("--list", "print every check with its level, and end")
    .addHelpText(
      "after",
      `
Proxies: set what your Node understands (NODE_USE_ENV_PROXY=1 with HTTPS_PROXY, from Node 22.21 and 24.5 on).
Exit code 0: keeps the contract. 1: breaks it. 2: could not be judged. 130: interrupted.

Examples:
  HAMSA_API_KEY=... hamsa-twilio verify --target https://api.staging.example --params params.json
  HAMSA_API_KEY=... hamsa-twilio verify --target https://api.tryhamsa.com --safe --html report.html`,
    );
}
