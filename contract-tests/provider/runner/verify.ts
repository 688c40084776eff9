import type { Exchange, Probe } from "../exchange/exchange.js";
import { LeakFinder } from "../exchange/leak-finder.js";
import { sendEach } from "../exchange/send-all.js";
import { REGISTRATION, secretsOf } from "../probes/plan.js";
import { probesOf } from "../probes/probes.js";
import { summary } from "../report/terminal.js";
import { CannotJudge } from "./cannot-judge.js";
import { judgeIn, readyVitest } from "./judge-in-vitest.js";
import type { Options } from "./options.js";
import { reasonNotJudged } from "./reason-not-judged.js";

/** Verifies a target: sends, judges, prints the report. Resolves with the exit code 0 or 1; `CannotJudge` is 2. */
export async function verify(
  options: Options,
  print: (text: string) => void,
  exchanges: Exchange[] = [],
): Promise<0 | 1> {
  const { plan, strict } = options;
  const runner = readyVitest(options);
  try {
    await send(options, exchanges);
    const tests = await judgeIn(await runner, { plan, strict, exchanges });
    const { text, isBroken } = summary(
      options,
      exchanges,
      tests.map((test) => test.meta()),
    );
    print(text);
    return isBroken ? 1 : 0;
  } finally {
    await (await runner).close();
  }
}

/** Fills the list as exchanges end, so that whoever interrupts can say how far it came. */
async function send({ target, plan, timeoutMs }: Options, exchanges: Exchange[]): Promise<void> {
  const secrets = new LeakFinder(secretsOf(plan));
  for await (const exchange of sendEach(target, plan, { timeoutMs })) {
    exchanges.push(exchange);
    const problem = reasonNotJudged(target, plan, exchanges, secrets);
    if (problem !== undefined) throw new CannotJudge(problem);
  }
}

/** What a person who stops a verification must know: above all whether a number may have been registered. */
export function interrupted({ plan }: Options, exchanges: readonly Exchange[]): string {
  const probes = probesOf(plan);
  const sent = `Stopped. ${exchanges.length} of ${probes.length} requests had been sent and answered`;
  const next = probes[exchanges.length];
  const underWay = next === undefined ? "" : `, and ${next.what} may have been under way`;
  return `${sent}${underWay}. ${registrationSoFar(next, exchanges)}`;
}

function registrationSoFar(next: Probe | undefined, exchanges: readonly Exchange[]): string {
  if (next?.id === REGISTRATION) return "The number may have been registered.";
  const registration = exchanges.find(({ probe }) => probe.id === REGISTRATION);
  if (registration === undefined) return "No registration had been sent.";
  return `The registration had been answered with ${registration.answer?.status ?? "nothing"}.`;
}
