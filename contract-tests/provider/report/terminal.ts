import type { TaskMeta } from "vitest";
import type { Level } from "../../support/description.js";
import { isBreach } from "../checks/check.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Options } from "../runner/options.js";
import type { Share } from "./coverage.js";
import { few } from "./few.js";

type Told = NonNullable<TaskMeta["told"]>;

/** The report for a terminal: what breaks, what is advised, what could not be judged, what was covered. */
export function summary(
  { target, plan, strict }: Options,
  exchanges: readonly Exchange[],
  metas: readonly TaskMeta[],
): { readonly text: string; readonly isBroken: boolean } {
  const told = metas.flatMap((meta) => meta.told ?? []);
  const broken = told.filter(({ is }) => is === "broken");
  const fails = ({ level }: Told) => strict || isBreach(level as Level);
  const [failures, advice] = [broken.filter(fails), broken.filter((each) => !fails(each))];
  const text = [
    `${target} (${plan.safe ? "safe mode" : "one registration"}, ${exchanges.length} requests, ${told.length} checks)`,
    inClear(target),
    ...failures.map(({ text }) => `✗ ${text}`),
    ...advice.map(({ text }) => `! advice: ${text}`),
    notJudged(told.filter(({ is }) => is === "not judged")),
    covered(metas.flatMap((meta) => meta.coverage ?? [])),
    conclusion(failures.length, advice.length, told),
  ];
  return { text: `${text.filter(Boolean).join("\n\n")}\n`, isBroken: failures.length > 0 };
}

/** Loopback aside, whoever stands between has read the secrets. */
function inClear(target: string): string {
  const { protocol, hostname } = new URL(target);
  if (protocol === "https:" || /^(?:localhost|127\..*|\[::1\])$/.test(hostname)) return "";
  return "! The target is no https URL: the API key and the token were sent in clear.";
}

/** Grouped by reason: a mock's, safe mode's, an answer that never came. */
function notJudged(told: readonly Told[]): string {
  if (told.length === 0) return "";
  const reasons = [...new Set(told.map(({ text }) => text))];
  const lines = reasons.map(
    (reason) => `  ${reason}: ${few(told.filter(({ text }) => text === reason).map(({ id }) => id))}`,
  );
  return ["Not judged:", ...lines].join("\n");
}

function covered(shares: readonly Share[]): string {
  const lines = shares.map(({ of, total, missed }) => {
    const left = missed.length === 0 ? "" : `; not ${few(missed)}`;
    return `  ${`${total - missed.length} of ${total}`.padEnd(8)} ${of}${left}`;
  });
  return ["Exercised of the description:", ...lines].join("\n");
}

function conclusion(failures: number, advice: number, told: readonly Told[]): string {
  const count = (is: Told["is"]) => told.filter((each) => each.is === is).length;
  const others = `${count("kept")} checks kept, ${count("not judged")} not judged`;
  const advised =
    advice === 0 ? "" : `\n  ${advice} more as advice: the API's own documentation does not say what they ask.`;
  return failures === 0
    ? `✓ Keeps the contract: ${others}.${advised}`
    : `✗ Breaks the contract: ${failures} ${failures === 1 ? "check" : "checks"} failed, ${others}.${advised}`;
}
