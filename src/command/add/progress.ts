import { setStatus } from "../output.js";
import { formatNumber } from "./phone-number.js";

const BAR_WIDTH = 20;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** How often the line is drawn while nothing else happens: a sign of life. */
const FRAME_MS = 120;

/** Rates and times from fewer results would jump. */
const MIN_RESULTS_FOR_RATE = 3;

/** A line at the bottom of a terminal: how far the run is, what is under way, how fast, and how long it may take. */
export class Progress {
  readonly #total: number;
  readonly #startedAt = performance.now();
  readonly #underWay = new Set<string>();
  readonly #timer: NodeJS.Timeout | undefined;
  #done = 0;
  /** Results that took a request: the others would make the rate look high. */
  #sent = 0;
  #failed = 0;
  #frame = 0;

  constructor(total: number) {
    this.#total = total;
    if (process.stderr.isTTY) this.#timer = setInterval(() => this.#draw(), FRAME_MS).unref();
  }

  start(number: string): void {
    this.#underWay.add(number);
  }

  finish(number: string, isGood: boolean): void {
    this.#done++;
    if (this.#underWay.delete(number)) this.#sent++;
    if (!isGood) this.#failed++;
  }

  end(): void {
    clearInterval(this.#timer);
    setStatus(undefined);
  }

  #draw(): void {
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const filled = Math.floor((BAR_WIDTH * this.#done) / this.#total);
    const bar = "━".repeat(filled).padEnd(BAR_WIDTH, "─");
    const failed = this.#failed > 0 ? `✗ ${this.#failed}` : "";
    const parts = [`${FRAMES[this.#frame]} ${bar} ${this.#done} of ${this.#total}`, failed, ...this.#describePace()];
    setStatus(`  ${parts.filter(Boolean).join("  ")}`);
  }

  #describePace(): string[] {
    const [first = ""] = this.#underWay;
    if (this.#sent < MIN_RESULTS_FOR_RATE) return [formatNumber(first)];
    const perSecond = this.#sent / ((performance.now() - this.#startedAt) / 1_000);
    const left = (this.#total - this.#done) / perSecond;
    return [formatNumber(first), `${perSecond.toFixed(1)}/s`, left >= 1 ? `${formatDuration(left)} left` : ""];
  }
}

/** `45 s`, `1 min 12 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}
