import { inspect, styleText } from "node:util";
import { publishedParams, syntheticParams } from "../contract-tests/support/params.js";
import { startPrism } from "../contract-tests/support/prism.js";
import type { Provider } from "../contract-tests/verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../contract-tests/verify/reference/provider.js";
import { serve } from "../contract-tests/verify/reference/serve.js";
import { createHamsaClient, HamsaError } from "../src/index.js";
import { terminalReport } from "../src/verify/reports/terminal.js";
import { CannotJudge } from "../src/verify/verdicts/cannot-judge.js";
import { verify } from "../src/verify/verdicts/verify.js";
import { CommandError, runScript } from "./support/cli.js";

const step = (title: string) => console.log(`\n${styleText("bold", title)}`);

await runScript(async () => {
  step("1. Start a server: Prism's mock of openapi/openapi.yaml (about 2 s)");
  await using prism = await startPrism().catch((error: Error) => {
    throw new CommandError(`The mock did not start. ${error.message}`);
  });
  indented(`listening on ${prism.url}`);
  await tour(prism.url);
});

async function tour(baseUrl: string): Promise<void> {
  step("2. Register the published number through the typed client");
  const hamsa = createHamsaClient({ apiKey: "any-api-key", baseUrl, headers: { Prefer: "example=published" } });
  const { phoneNumber, label } = publishedParams;
  indented(inspect(await hamsa.addTwilioNumber({ ...syntheticParams, phoneNumber, label })));

  step("3. The page's own masks are refused before anything is sent");
  await printError(hamsa.addTwilioNumber(publishedParams));

  step("4. A refusal by the server is an error that says what became of the number");
  const refused = createHamsaClient({ apiKey: "any-api-key", baseUrl, headers: { Prefer: "code=401" } });
  await printError(refused.addTwilioNumber(syntheticParams));

  step(
    "5. Another server registers the number, and breaks the connection before it answers: ensure looks, and finds it",
  );
  await lostAnswer();

  step("6. The mock is verified against the contract, as any server can be");
  const plan = { apiKey: "any-api-key", safe: false };
  const findings = await verify({ target: baseUrl, plan, strict: false, sending: { timeoutMs: 10_000 } }).catch(
    (error) => {
      throw error instanceof CannotJudge ? new CommandError(error.message, 2) : error;
    },
  );
  indented(terminalReport(findings));

  step("Where to go next");
  console.log(`   README.md                  the client, its errors, its options
   npm run mock               the mock, to try your own code against
   npm run verify             any server of yours, checked as the mock was just now
   npm run docs               the reference page
   npm test                   everything there is to check
   openapi/openapi.yaml       the description that all of it comes from`);
}

async function lostAnswer(): Promise<void> {
  const conforming = referenceProvider();
  const breaking: Provider = (asked) => {
    const reply = conforming(asked);
    return asked.method === "POST" ? { ...reply, delivery: "reset" } : reply;
  };
  await using served = await serve(breaking);
  const hamsa = createHamsaClient({ apiKey: REFERENCE_KEY, baseUrl: served.url });
  const { number } = await hamsa.ensureTwilioNumber(syntheticParams);
  for (const { method, path } of served.asked) indented(`${method} ${path}`);
  indented(`${number.number} is registered, once, as ${number.id}`);
}

function indented(text: string): void {
  console.log(text.replaceAll(/^(?=.)/gm, "   "));
}

/** Prints the error that a call must end in. */
async function printError(call: Promise<unknown>): Promise<void> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HamsaError)) throw error ?? new Error("expected the call to be refused");
  indented(`${error.name}, outcome "${error.outcome}":\n${error.message}`);
}
