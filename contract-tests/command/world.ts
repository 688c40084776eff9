import { EventEmitter, once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createHamsaClient } from "../../src/index.js";
import type { ProcessResult } from "../support/run.js";
import { json, type Provider, type ReceivedRequest } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { type Served, type SlowProvider, serve } from "../verify/reference/serve.js";
import { ACCOUNT, fakeTwilio, OURS, type OwnedNumber, ownedNumbers, TOKEN } from "./fake-twilio.js";
import { type Running, type RunOptions, startPiped, Terminal } from "./processes.js";

/** Both servers, an empty folder, and the command as installed from the package. */
export interface World {
  readonly hamsa: Served;
  readonly twilio: Served;
  readonly folder: string;
  /** Starts the command in a pipe. */
  start(args: readonly string[], options?: RunOptions): Running;
  /** Runs the command in a pipe until it exits. */
  run(args: readonly string[], options?: RunOptions): Promise<ProcessResult>;
  /** Starts the command in a terminal. */
  open(args: readonly string[], environment?: NodeJS.ProcessEnv): Terminal;
  /** The numbers of the registrations that Hamsa received, in order. */
  sent(): string[];
  /** Resolves once Hamsa has received so many registrations. */
  whenSent(count: number): Promise<void>;
}

export async function createWorld(
  hamsaProvider: Provider | SlowProvider = referenceProvider(),
  twilioProvider: Provider | SlowProvider = fakeTwilio([OURS]),
): Promise<World> {
  const [sent, arrivals] = [[] as ReceivedRequest[], new EventEmitter()];
  const hamsaWithRecord = (request: ReceivedRequest) => {
    if (request.method === "POST") {
      sent.push(request);
      arrivals.emit("registration");
    }
    return hamsaProvider(request);
  };
  const [hamsa, twilio] = await Promise.all([serve(hamsaWithRecord as Provider), serve(twilioProvider)]);
  const folder = await mkdtemp(join(tmpdir(), "hamsa-add-"));
  onTestFinished(async () => {
    await Promise.all([hamsa, twilio].map((each) => each[Symbol.asyncDispose]()));
    await rm(folder, { recursive: true, force: true });
  });
  const at = withAddresses(hamsa.url, twilio.url);
  return {
    ...{ hamsa, twilio, folder },
    start: (args, options) => startPiped(at(args), folder, options),
    run: (args, options) => startPiped(at(args), folder, options).exited,
    open: (args, environment) => new Terminal(at(args), folder, environment),
    sent: () => sent.map(({ body }) => String(JSON.parse(body).phoneNumber)),
    async whenSent(count) {
      while (sent.length < count) await once(arrivals, "registration");
    },
  };
}

/** A world whose account owns `count` numbers, all of them in the file numbers.csv. */
export async function createWorldWith(
  count: number,
  provider: Provider | SlowProvider = referenceProvider(),
): Promise<World> {
  const world = await createWorld(provider, fakeTwilio(ownedNumbers(count)));
  const rows = ownedNumbers(count).map(({ phone_number }, index) => `${phone_number},Line ${index}`);
  await writeFile(join(world.folder, "numbers.csv"), ["phoneNumber,label", ...rows].join("\n"));
  return world;
}

/** Registers numbers as another program would, so that Hamsa's list has them before the command runs. */
export async function registerNumbers({ hamsa }: World, numbers: readonly OwnedNumber[]): Promise<void> {
  const client = createHamsaClient({ apiKey: REFERENCE_KEY, baseUrl: hamsa.url });
  for (const { phone_number: phoneNumber, friendly_name: label, sid: twilioNumberSid } of numbers)
    await client.addTwilioNumber({
      ...{ phoneNumber, label: label ?? "", twilioNumberSid },
      ...{ twilioAccountSid: ACCOUNT, twilioAuthToken: TOKEN },
    });
}

/** Hamsa's list without a number in it. */
export const EMPTY_LIST = json(200, { success: true, message: "Success", data: [] });

/** A Hamsa whose list lags so far behind that it shows nothing. */
export function laggingHamsa(registering: Provider = referenceProvider()): Provider {
  return (request) => (request.method === "POST" ? registering(request) : EMPTY_LIST);
}

export const lines = (text: string) => text.split("\n").filter((line) => line !== "");

/** Adds the addresses of both servers to a command line, as far as the command accepts them. */
function withAddresses(hamsa: string, twilio: string) {
  return ([command = "", ...args]: readonly string[]) => [
    command,
    ...(["attempts", "completion"].includes(command) ? [] : [`--base-url=${hamsa}`]),
    ...(command === "add" ? [`--twilio-base-url=${twilio}`] : []),
    // The last one counts, so a test can override them.
    ...args,
  ];
}
