import type { Level } from "../../../openapi/vocabulary.js";
import type { Exchange } from "../exchange/exchange.js";
import type { Place } from "../exchange/json-lines.js";
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
  /** Ids of the probes that are sent for it, and whose exchanges it examines. `every` needs all of them. */
  readonly needs: readonly string[] | "every";
  /** Whether it also examines the exchanges of all other probes. */
  readonly examinesEvery?: true;
  /** What a rejection is about. If checks of one family get the same response, they have one cause. */
  readonly family?: "keys" | "content" | "routes";
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
  | { readonly status: "failed"; readonly reason: string; readonly place?: Place }
  | { readonly status: "skipped"; readonly reason: string };

export const pass: Opinion = { status: "passed" };
/** `place` is where in the response's JSON the reason is. */
export const fail = (reason: string, place?: Place): Opinion => ({
  status: "failed",
  reason,
  ...(place === undefined ? {} : { place }),
});
export const skip = (reason: string): Opinion => ({ status: "skipped", reason });
