import type { Exchange } from "../exchange/exchange.js";
import type { Verdict } from "../judgement/judge.js";
import type { Plan } from "../probes/plan.js";
import type { Share } from "../report/coverage.js";

/** What was asked of a server, and what came: recorded by the command, judged within vitest. */
export interface Recorded {
  readonly plan: Plan;
  readonly strict: boolean;
  readonly exchanges: readonly Exchange[];
}

declare module "vitest" {
  export interface ProvidedContext {
    recorded: Recorded;
  }
  export interface TaskMeta {
    /** What a check says; reporters that write meta pass it on. */
    told?: { readonly id: string; readonly level: string; readonly is: Verdict["is"]; readonly text: string };
    coverage?: readonly Share[];
  }
}
