import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { json } from "../../contract-tests/verify/reference/messages.js";
import { serve } from "../../contract-tests/verify/reference/serve.js";
import { examples } from "../../generated/twilio/examples.js";
import type { AddTwilioNumberParams } from "../../src/index.js";
import { listing, registration } from "../../src/verify/operations/description.js";
import { drawTerminal } from "./terminal.js";

const NUMBER = "+14155550123";
const TYPED = `$ npx --no-install hamsa-twilio add ${NUMBER}`;
const ROWS = 30;
const { twilioAccountSid } = registration.request.example as AddTwilioNumberParams;

/** Records a session of `add` against local servers with the descriptions' examples, and draws it at two widths. */
export async function recordSession(): Promise<(readonly [string, string])[]> {
  return [
    ["add.svg", drawTerminal(await runInTerminal(80), TYPED)],
    ["add-narrow.svg", drawTerminal(await runInTerminal(44), TYPED)],
  ];
}

/** Runs the command in a terminal of that many columns, and answers its question with Enter. */
async function runInTerminal(cols: number): Promise<xterm.Terminal> {
  await using hamsa = await serve(({ method }) =>
    json(200, method === "GET" ? listing.success.examples.empty?.value : registration.success.example),
  );
  await using twilio = await serve(() =>
    json(200, examples.listIncomingPhoneNumbers.responses["200"].bodies.synthetic),
  );
  const home = await mkdtemp(join(tmpdir(), "hamsa-session-"));
  const screen = new xterm.Terminal({ cols, rows: ROWS, allowProposedApi: true });
  const addresses = [`--base-url=${hamsa.url}`, `--twilio-base-url=${twilio.url}`];
  const command = ["--import", "tsx", "src/command/hamsa-twilio.ts", "add", NUMBER, ...addresses];
  const env = {
    PATH: process.env.PATH,
    TERM: "xterm-256color",
    HOME: home,
    HAMSA_API_KEY: "an-api-key",
    TWILIO_ACCOUNT_SID: twilioAccountSid,
    TWILIO_AUTH_TOKEN: "an-auth-token",
  };
  const pty = spawn(process.execPath, command, { cols, rows: ROWS, env });
  const tooLong = setTimeout(() => pty.kill(), 30_000);
  try {
    let output = "";
    await new Promise<void>((resolve) => {
      pty.onExit(() => resolve());
      pty.onData((data) => {
        const hadAsked = output.includes("[Y/n]");
        output += data;
        screen.write(data);
        if (!hadAsked && output.includes("[Y/n]")) pty.write("\r");
      });
    });
    await new Promise<void>((resolve) => screen.write("", resolve));
    return screen;
  } finally {
    clearTimeout(tooLong);
    await rm(home, { recursive: true, force: true });
  }
}
