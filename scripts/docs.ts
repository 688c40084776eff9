import { buildReference, REFERENCE } from "./docs/build.js";
import { serveReference } from "./docs/serve.js";
import { commandLine, runScript, usageError } from "./support/cli.js";

const USAGE = `Usage: npm run docs -- [--output DIRECTORY] [--serve [--port PORT]]

  --output DIRECTORY  where the page goes (default: .output/reference)
  --serve             show the page on this machine, and build it anew on every change
  --port PORT         where to show it (default: any free port)`;

await runScript(async () => {
  const { output, serve, port } = commandLine(USAGE, {
    output: { type: "string", default: ".output/reference" },
    serve: { type: "boolean", default: false },
    port: { type: "string" },
  }).values;
  if (port !== undefined && !serve) throw usageError("--port needs --serve.", USAGE);
  if (port !== undefined && !(/^[0-9]+$/.test(port) && Number(port) < 65_536))
    throw usageError("--port needs a port.", USAGE);
  if (serve) return serveReference(output, Number(port ?? 0));
  const start = performance.now();
  await buildReference(output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Built in ${seconds} s:`);
  for (const file of REFERENCE) console.log(`  ${output}/${file}`);
});
