import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { spawn as spawnInTerminal } from "@lydell/node-pty";
import { inject, onTestFinished } from "vitest";
import type { components } from "../../generated/twilio/api.js";
import { examples } from "../../generated/twilio/examples.js";
import type { ProcessResult } from "../support/run.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { type Served, type SlowProvider, serve } from "../verify/reference/serve.js";

type OwnedNumber = components["schemas"]["IncomingPhoneNumber"];

export const ACCOUNT = "AC0123456789abcdef0123456789abcdef";
export const TOKEN = "canary7f3a9c2e5b8d1046token";

/** The number that the account owns in most tests: Twilio's own example. */
const [EXAMPLE] = examples.listIncomingPhoneNumbers.responses["200"].bodies.synthetic.incoming_phone_numbers;
export const OURS: OwnedNumber = EXAMPLE;

/** The nth number of an account that owns many. */
export function ownedNumber(index: number, more: Partial<OwnedNumber> = {}): OwnedNumber {
  const sid = `PN${index.toString(16).padStart(32, "0")}`;
  return {
    ...OURS,
    sid,
    phone_number: `+1415556${String(index).padStart(4, "0")}`,
    friendly_name: `Line ${index}`,
    ...more,
  };
}

/** A Twilio that has one account and its numbers. */
export function fakeTwilio(numbers: readonly OwnedNumber[]): Provider {
  const right = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString("base64")}`;
  const { notAuthenticated } = examples.listIncomingPhoneNumbers.responses["401"].bodies;
  return ({ path, headers }) => {
    if (headers.authorization !== right) return json(401, notAuthenticated);
    const { pathname, searchParams } = new URL(path, "http://localhost");
    const [page, size] = [Number(searchParams.get("Page") ?? 0), Number(searchParams.get("PageSize") ?? 50)];
    const wanted = searchParams.get("PhoneNumber");
    const all = numbers.filter((number) => wanted === null || number.phone_number === wanted);
    const isLast = (page + 1) * size >= all.length;
    const next = `${pathname}?PageSize=${size}&Page=${page + 1}&PageToken=PA${page}`;
    const incoming_phone_numbers = all.slice(page * size, (page + 1) * size);
    return json(200, { incoming_phone_numbers, next_page_uri: isLast ? null : next, page, page_size: size });
  };
}

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
}

interface RunOptions {
  /** What it reads from standard input, or "open" to leave that open. */
  readonly input?: string | "open";
  readonly env?: NodeJS.ProcessEnv;
  /** Called with its output so far whenever it prints something. */
  watch?(stdout: string, interrupt: () => void): void;
  /** Whether the reader of its output goes away after the first chunk, as head does. */
  readonly closed?: boolean;
  /** How large a file may grow, in the shell's units of 512 or 1,024 bytes. Simulates a disk that fills up. */
  readonly fileLimit?: number;
  /** A file that its output is redirected to. */
  readonly stdout?: string;
}

const COMMAND = "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js";

export async function createWorld(
  hamsaProvider: Provider | SlowProvider = referenceProvider(),
  twilioProvider: Provider | SlowProvider = fakeTwilio([OURS]),
): Promise<World> {
  const [hamsa, twilio] = await Promise.all([serve(hamsaProvider), serve(twilioProvider)]);
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
    sent: () =>
      hamsa.requests.filter(({ method }) => method === "POST").map(({ body }) => String(JSON.parse(body).phoneNumber)),
  };
}

/** The first numbers of an account that owns many. */
export const ownedNumbers = (count: number) => Array.from({ length: count }, (_, index) => ownedNumber(index));

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

export const lines = (text: string) => text.split("\n").filter((line) => line !== "");

export const ENVIRONMENT = {
  PATH: process.env.PATH,
  HAMSA_API_KEY: REFERENCE_KEY,
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKEN,
};

/** The environment of a command whose journal is in the folder. */
const environmentIn = (folder: string) => ({ ...ENVIRONMENT, HOME: folder, XDG_STATE_HOME: join(folder, "state") });

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

/** A command that is running in a pipe. */
export interface Running {
  /** Resolves when it has exited, with 128 and more if a signal killed it. */
  readonly exited: Promise<ProcessResult>;
  isRunning(): boolean;
  /** Everything that it printed to stdout so far. */
  stdout(): string;
  /** The same for stderr. */
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
}

function startPiped(
  args: readonly string[],
  cwd: string,
  { input = "", env = {}, watch, closed = false, fileLimit, stdout: target }: RunOptions = {},
): Running {
  const command = [process.execPath, join(inject("consumer"), COMMAND), ...args];
  const limit = fileLimit === undefined ? "" : `ulimit -f ${fileLimit} && `;
  const redirect = target === undefined ? "" : ` > ${target}`;
  const child = spawn("sh", ["-c", `${limit}exec "$@"${redirect}`, "sh", ...command], {
    cwd,
    env: { ...environmentIn(cwd), ...env },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
    watch?.(stdout, () => child.kill("SIGINT"));
    if (closed) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  // A test that fails must not leave it running.
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.on("error", () => {});
  // A program may keep its end open, as a person does who has not typed Ctrl-D yet.
  if (input !== "open") child.stdin.end(input);
  const exited = new Promise<ProcessResult>((resolve) => {
    child.on("close", (code, signal) => {
      resolve({ code: code ?? 128 + (constants.signals[signal ?? "SIGKILL"] ?? 0), stdout, stderr });
    });
  });
  return {
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => void child.kill(signal),
  };
}

/** The command in a terminal, as a person sees it. */
export class Terminal {
  /** Resolves with the exit code. */
  readonly exited: Promise<number>;
  readonly #pty;
  readonly #listeners: (() => void)[] = [];
  #shown = "";

  constructor(args: readonly string[], cwd: string, environment: NodeJS.ProcessEnv = {}) {
    const command = join(inject("consumer"), COMMAND);
    const env = { ...environmentIn(cwd), TERM: "xterm", ...environment };
    this.#pty = spawnInTerminal(process.execPath, [command, ...args], { cols: 160, rows: 40, cwd, env });
    this.#pty.onData((data) => {
      this.#shown += data;
      for (const check of this.#listeners) check();
    });
    this.exited = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)));
    onTestFinished(() => this.#pty.kill());
  }

  /** Everything shown so far, without control characters. */
  get text(): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences start with one
    return this.#shown.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replaceAll("\r", "");
  }

  /** Everything that the command wrote, control characters included. */
  get raw(): string {
    return this.#shown;
  }

  /** The lines that a person sees in the end: what was erased from a line is gone. */
  lines(): string[] {
    return this.#shown.split("\n").map((line) =>
      line
        .slice(line.lastIndexOf("\u001b[2K") + 1)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal sequences start with one
        .replace(/^\[2K|\u001b\[[0-9;?]*[A-Za-z]/g, "")
        .replaceAll("\r", ""),
    );
  }

  /** Resolves once the text is shown. */
  async shows(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const check = () => this.text.includes(text) && resolve();
      this.#listeners.push(check);
      check();
    });
  }

  type(keys: string): void {
    this.#pty.write(keys);
  }
}

export const ENTER = "\r";
export const CTRL_C = "\u0003";
