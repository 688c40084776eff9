import { inspect, styleText } from "node:util";
import { publishedParams, syntheticParams } from "../contract-tests/support/params.js";
import { startPrism } from "../contract-tests/support/prism.js";
import type { Provider } from "../contract-tests/verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../contract-tests/verify/reference/provider.js";
import { serve } from "../contract-tests/verify/reference/serve.js";
import { createHamsaClient, HamsaError } from "../src/index.js";
import { terminalReport } from "../src/verify/reports/terminal.js";
import { verify } from "../src/verify/verdicts/verify.js";
import { CommandError, runScript } from "./support/cli.js";

const step = (title: string) => console.log(`\n${styleText("bold", title)}`);

await runScript(async () => {
  step("1. Start a server: Prism's mock of openapi/openapi.yaml (about 2 s)");
  await using prism = await startPrism().catch((error: Error) => {
    throw new CommandError(`The mock did not start. ${error.message}`);
  });
  printIndented(`listening on ${prism.url}`);
  await tour(prism.url);
});

async function tour(baseUrl: string): Promise<void> {
  step("2. Register the published number through the typed client");
  const hamsa = createHamsaClient({ apiKey: "any-api-key", baseUrl, headers: { Prefer: "example=published" } });
  const { phoneNumber, label } = publishedParams;
  printIndented(inspect(await hamsa.addTwilioNumber({ ...syntheticParams, phoneNumber, label })));

  step("3. The page's own placeholders are rejected before anything is sent");
  await printError(hamsa.addTwilioNumber(publishedParams));

  step("4. If the server rejects a registration, the error says what happened to the number");
  const rejecting = createHamsaClient({ apiKey: "any-api-key", baseUrl, headers: { Prefer: "code=401" } });
  await printError(rejecting.addTwilioNumber(syntheticParams));

  step(
    "5. Another server registers the number, then resets the connection. ensureTwilioNumber checks the list and finds it",
  );
  await showLostResponse();

  step("6. Verify the mock against the contract, like any other server");
  const plan = { apiKey: "any-api-key", safe: false };
  const run = await verify({ target: baseUrl, plan, strict: false, sending: { timeoutMs: 10_000 } });
  if (run.stopReason !== undefined) throw new CommandError(run.stopReason, 2);
  printIndented(terminalReport(run));

  step("Where to go next");
  console.log(`   README.md                  the client, its errors, its options
   npm run mock               a mock server for your own code
   npm run verify             check your own server the same way
   npm run docs               the reference page
   npm test                   all checks and tests
   openapi/openapi.yaml       the description that everything is generated from`);
}

async function showLostResponse(): Promise<void> {
  const conforming = referenceProvider();
  const breaking: Provider = (asked) => {
    const reply = conforming(asked);
    return asked.method === "POST" ? { ...reply, delivery: "reset" } : reply;
  };
  await using served = await serve(breaking);
  const hamsa = createHamsaClient({ apiKey: REFERENCE_KEY, baseUrl: served.url });
  const { number } = await hamsa.ensureTwilioNumber(syntheticParams);
  for (const { method, path } of served.requests) printIndented(`${method} ${path}`);
  printIndented(`${number.number} is registered exactly once, as ${number.id}`);
}

function printIndented(text: string): void {
  console.log(text.replaceAll(/^(?=.)/gm, "   "));
}

/** Prints the error of a call that must fail. */
async function printError(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HamsaError)) throw error ?? new Error("expected the call to fail");
  printIndented(`${error.name}, outcome "${error.outcome}":\n${error.message}`);
}
