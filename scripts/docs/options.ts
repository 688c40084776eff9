import { parseCommandLine, usageError } from "../support/cli.js";

const USAGE = `Usage: npm run docs -- [--output DIRECTORY] [--serve [--port PORT]]

  --output DIRECTORY  where to write the page (default: .output/reference)
  --serve             serve the page on this machine, and rebuild it on every change
  --port PORT         port for --serve (default: any free port)`;

/** What the command line asks for. */
interface DocsOptions {
  readonly output: string;
  readonly serve: boolean;
  readonly port: number;
}

/** Reads the command line, by default this process's own. */
export function parseOptions(args?: readonly string[]): DocsOptions {
  const { output, serve, port } = parseCommandLine(
    USAGE,
    {
      output: { type: "string", default: ".output/reference" },
      serve: { type: "boolean", default: false },
      port: { type: "string" },
    },
    0,
    args,
  ).values;
  if (port !== undefined && !serve) throw usageError("--port needs --serve.", USAGE);
  if (port !== undefined && !(/^[0-9]+$/.test(port) && Number(port) < 65_536))
    throw usageError("--port must be a number from 0 to 65535.", USAGE);
  return { output, serve, port: Number(port ?? 0) };
}
