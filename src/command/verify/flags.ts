import { routes } from "../../../generated/constants.js";
import { createCommand, parseUpTo } from "../command-line.js";
import { CONNECTION, envOption } from "../options.js";

/** The command line of `verify`, as it was given. */
export type Flags = Readonly<ReturnType<ReturnType<typeof verifyFlags>["opts"]>>;

export function verifyFlags() {
  return createCommand("verify")
    .summary("judge whether a server keeps the contract")
    .description(
      `Judges whether a server keeps the contract of
${Object.values(routes)
  .map(({ method, path }) => `  ${method} ${path}`)
  .join("\n")}

Examples, with HAMSA_API_KEY in the environment or in the file of --env:
  hamsa-twilio verify --target https://api.staging.example --params params.json
  hamsa-twilio verify --target https://api.tryhamsa.com --safe --html out.html`,
    )
    .optionsGroup("What to check:")
    .option("--target <url>", "base URL of the API, for example https://api.tryhamsa.com")
    .option("--base-url <url>", "the same as --target")
    .option("--params <file>", "JSON file with the one registration to send (default: the description's example)")
    .option("--safe", "for production: send nothing that a server, however broken, could register")
    .option("--only <id...>", "judge only these checks, and send only what they need; an id's beginning is enough")
    .option("--list", "print every check with its level and exit")
    .optionsGroup("What fails the run:")
    .option("--strict", "advice also fails the run")
    .option("--except <id...>", "checks whose failure is known and doesn't fail the run; a beginning is enough")
    .option("--baseline <file>", "an earlier JSON report: what failed there is known")
    .optionsGroup("Reports:")
    .option("--json [file]", "print the report as JSON, or write it (schema: hamsa-twilio/report.schema.json)")
    .option("--junit <file>", "write the report as JUnit XML")
    .option("--ctrf <file>", "write the report in the Common Test Report Format")
    .option("--html <file>", "write the report as an HTML page")
    .addOption(envOption())
    .optionsGroup(CONNECTION)
    .option("--api-key <key>", "a valid key (prefer HAMSA_API_KEY: it stays out of the shell's history)")
    .option("--timeout <ms>", "time limit for each request, in ms", parseUpTo(10 * 60_000), 10_000)
    .option("--concurrency <n>", "requests open at once, 1 to 16", parseUpTo(16), 10)
    .option("--header <line...>", "'Name: value' for a gateway in front of the server (repeatable)")
    .option("--cacert <file>", "an extra CA certificate to trust (PEM)")
    .addHelpText(
      "after",
      `
Proxies: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as curl reads them. Loopback is
never proxied.

Exit codes: 0 keeps the contract; 1 breaks it; 2 could not be judged;
129, 130, 143 interrupted.`,
    );
}
