import { buildReference, REFERENCE } from "./docs/build.js";
import { parseOptions } from "./docs/options.js";
import { serveReference } from "./docs/serve.js";
import { runScript } from "./support/cli.js";

await runScript(async () => {
  const { output, serve, port } = parseOptions();
  if (serve) return serveReference(output, port);
  const start = performance.now();
  await buildReference(output);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`Built in ${seconds} s:`);
  for (const file of REFERENCE) console.log(`  ${output}/${file}`);
});
