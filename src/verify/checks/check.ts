import type { Level } from "../../../openapi/vocabulary.js";
import type { Exchange } from "../exchange/exchange.js";
import type { LeakFinder } from "../exchange/leak-finder.js";
import type { Plan } from "../probes/plan.js";

/** Something that a server must do, the clause of the description that requires it, and the level of its source. */
export interface Check {
  readonly id: string;
  readonly level: Level;
  /** What a server does that passes, without subject and full stop: "responds with 200 to a valid registration". */
  readonly title: string;
  /** JSON pointer to the clause of the description that a failure breaks. */
  readonly pointer: string;
  /** Ids of the probes whose exchanges it examines; `every` examines whatever was sent. */
  readonly needs: readonly string[] | "every";
  examine(exchange: Exchange, evidence: Evidence): Opinion;
}

/** What a check may use besides the exchange. */
export interface Evidence {
  readonly exchanges: readonly Exchange[];
  readonly plan: Plan;
  readonly leaks: LeakFinder;
}

/** What a check finds in one exchange. */
export type Opinion =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly reason: string }
  | { readonly status: "skipped"; readonly reason: string };

export const pass: Opinion = { status: "passed" };
export const fail = (reason: string): Opinion => ({ status: "failed", reason });
export const skip = (reason: string): Opinion => ({ status: "skipped", reason });
