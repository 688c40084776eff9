import { buildReference, REFERENCE } from "./docs/build.js";
import { serveReference } from "./docs/serve.js";
import { parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = `Usage: npm run docs -- [--output DIRECTORY] [--serve [--port PORT]]

  --output DIRECTORY  where to write the page (default: .output/reference)
  --serve             serve the page on this machine, and rebuild it on every change
  --port PORT         port for --serve (default: any free port)`;

await runScript(async () => {
  const { output, serve, port } = parseCommandLine(USAGE, {
    output: { type: "string", default: ".output/reference" },
    serve: { type: "boolean", default: false },
    port: { type: "string" },
  }).values;
  if (port !== undefined && !serve) throw usageError("--port needs --serve.", USAGE);
  if (port !== undefined && !(/^[0-9]+$/.test(port) && Number(port) < 65_536))
    throw usageError("--port must be a number from 0 to 65535.", USAGE);
  if (serve) return serveReference(output, Number(port ?? 0));
  const start = performance.now();
  await buildReference(output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Built in ${seconds} s:`);
  for (const file of REFERENCE) console.log(`  ${output}/${file}`);
});
