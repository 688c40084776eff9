import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { spawn as spawnInTerminal } from "@lydell/node-pty";
import { inject, onTestFinished } from "vitest";
import type { ProcessResult } from "../support/run.js";
import { REFERENCE_KEY } from "../verify/reference/provider.js";
import { ACCOUNT, TOKEN } from "./fake-twilio.js";

/**
 * Keeps V8 from compiling the WebAssembly of Node's HTTP parser a second time, in the background, for a speed that a
 * run of a fifth of a second never sees. In a terminal and in packed.test.ts, the command runs without it.
 */
const FLAGS = ["--liftoff-only"];

const COMMAND = "node_modules/hamsa-twilio/dist/bin/hamsa-twilio.js";

export const ENVIRONMENT = {
  PATH: process.env.PATH,
  HAMSA_API_KEY: REFERENCE_KEY,
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKEN,
};

/** The environment of a command whose journal is in the folder. */
const environmentIn = (folder: string) => ({ ...ENVIRONMENT, HOME: folder, XDG_STATE_HOME: join(folder, "state") });

export interface RunOptions {
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

export function startPiped(
  args: readonly string[],
  cwd: string,
  { input = "", env = {}, watch, closed = false, fileLimit, stdout: target }: RunOptions = {},
): Running {
  const command = [process.execPath, ...FLAGS, join(inject("consumer"), COMMAND), ...args];
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
