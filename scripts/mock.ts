import { startPrism } from "../contract-tests/support/prism.js";
import { registration } from "../src/verify/operations/description.js";
import { DESCRIPTION, lint } from "./generation/bundle.js";
import { CommandError, parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = "Usage: npm run mock [-- --port PORT]\nPORT is 0 to 65535; 0, the default, picks a free one.";

await runScript(async () => {
  const port = parsePort();
  console.log(`Starting Prism's mock of ${DESCRIPTION} …`);
  await lint(DESCRIPTION);
  const prism = await startPrism(DESCRIPTION, port).catch((error: Error) => {
    throw new CommandError(`The mock did not start. ${error.message}`);
  });
  console.log(
    `\nListening on ${prism.url}; Ctrl-C stops it. Try it from another terminal:\n\n${renderCurl(prism.url)}\n`,
  );
  const died = await prism.exited;
  if (died) throw new CommandError(`Prism exited (${died}). Is the description broken?`);
});

function parsePort(): number {
  const { port } = parseCommandLine(USAGE, { port: { type: "string", default: "0" } }).values;
  if (/^[0-9]{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  throw usageError(`--port ${port} is not a port.`, USAGE);
}

/** Renders a request that the mock accepts, for a shell. */
function renderCurl(url: string): string {
  const body = JSON.stringify(registration.request.examples.synthetic?.value);
  return [
    `curl --request ${registration.method} ${url}${registration.path}`,
    `  --header 'Authorization: Token any-key' --header 'Content-Type: application/json'`,
    `  --data '${body}'`,
  ].join(" \\\n");
}
