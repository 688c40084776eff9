import { parseArgs } from "node:util";
import { CommandFailed } from "../support/command-failed.js";

const USAGE = `Usage: npm run docs -- [--output DIRECTORY] [--serve [--port PORT]]

  --output DIRECTORY  where the page goes (default: .output/reference)
  --serve             show the page on this machine, and build it anew on every change
  --port PORT         where to show it (default: any free port)`;

/** What a person asks of `npm run docs`. */
export interface DocsOptions {
  readonly output: string;
  readonly serve: boolean;
  readonly port: number;
}

/** Reads the command line; whatever it can't mean is told with the usage. */
export function docsOptions(args: string[]): DocsOptions {
  const { output, serve, port } = parsed(args);
  if (port !== undefined && !serve) throw misused("--port needs --serve.");
  if (port !== undefined && !(/^[0-9]+$/.test(port) && Number(port) < 65_536)) throw misused("--port needs a port.");
  return { output, serve, port: Number(port ?? 0) };
}

function parsed(args: string[]) {
  const options = {
    output: { type: "string", default: ".output/reference" },
    serve: { type: "boolean", default: false },
    port: { type: "string" },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw misused((error as Error).message);
  }
}

function misused(what: string): CommandFailed {
  return new CommandFailed(`${what}\n\n${USAGE}`, 2);
}
