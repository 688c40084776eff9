import type { Level } from "../../../openapi/vocabulary.js";
import type { Exchange } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import type { Plan } from "../probes/plan.js";

/** Something that a server must do, by which clause of the description, and who says so. */
export interface Check {
  readonly id: string;
  readonly level: Level;
  /** The promise, as a sentence without its full stop: a report and a test are named by it. */
  readonly sentence: string;
  /** JSON pointer to the clause of the description that a failure breaks. */
  readonly clause: string;
  /** Ids of the probes that it needs sent; `every` looks at whatever was sent. */
  readonly sends: readonly string[] | "every";
  /** Looks at one exchange. */
  examine(exchange: Exchange, evidence: Evidence): Opinion;
}

/** What a check knows besides the exchange. */
export interface Evidence {
  readonly exchanges: readonly Exchange[];
  readonly plan: Plan;
  readonly leaks: LeakFinder;
}

export type Opinion =
  | { readonly is: "kept" }
  | { readonly is: "broken"; readonly why: string }
  | { readonly is: "not judged"; readonly why: string };

export const kept: Opinion = { is: "kept" };
export const broken = (why: string): Opinion => ({ is: "broken", why });
export const notJudged = (why: string): Opinion => ({ is: "not judged", why });
