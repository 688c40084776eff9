import type { Attempts } from "../../../src/index.js";
import { listed, success } from "../../support/behaviours.js";
import { syntheticParams } from "../../support/params.js";

/** What becomes of a registration that reaches the server, and what its caller gets to know. */
export interface PostFault {
  readonly isApplied: boolean;
  readonly answer: "success" | "odd success" | "other success" | "reset" | "hang" | "303" | "500" | "refusal" | "429";
}

/** How the list is read. */
export type ListFault = "none" | "reset" | "hang" | "500" | "408" | "html" | "429" | "404" | "odd item" | "odd page";

/** What the list shows of what is registered. */
export type ListMode = "truth" | "late" | "stale" | "empty" | "others" | "endless" | "invented";

/** A registration that left its caller: whether it may have been applied for all that the caller can know. */
export interface Post {
  readonly caller: number;
  readonly isApplied: boolean;
  readonly mayBeApplied: boolean;
  readonly isConfirmed: boolean;
}

/** How much later the list shows a registration, in ms. */
const LATE_MS = 3_000;

const OTHERS = Array.from({ length: 10 }, (_, index) => listed(`+1415555020${index}`, 100 + index));

/** What a caller gets, once its time has come. */
type Answer = () => Response | Promise<Response>;

/** Hamsa as far as a caller can see it, with every fault on demand, and what really happened. */
export class SimulatedHamsa {
  readonly posts: Post[] = [];
  /** Faults of the next requests, in order; without one the server does as described. */
  readonly postFaults: PostFault[] = [];
  readonly listFaults: ListFault[] = [];
  #mode: ListMode = "truth";
  #registeredAt: number[] = [];
  #stale: readonly number[] = [];
  #page = 0;
  readonly #noted = new Set<string>();

  set mode(mode: ListMode) {
    this.#stale = [...this.#registeredAt];
    this.#mode = mode;
  }

  /** The `fetch` and the memory of one caller, which never hear of anything again once it has crashed. */
  callerOf(caller: number, life: { isOver: boolean }): { fetch: typeof fetch; attempts: Attempts } {
    const never = new Promise<never>(() => {});
    return {
      fetch: async (_, init) => {
        if (life.isOver) return never;
        const answered = init?.method === "POST" ? this.#post(caller) : this.#list();
        // An answer takes its time: what happens meanwhile, the caller's crash for one, comes first.
        await new Promise((resolve) => setTimeout(resolve, 20));
        return life.isOver ? never : answered();
      },
      attempts: {
        begin: (number) => (life.isOver ? never : this.#noted.size < this.#noted.add(number).size),
        release: (number) => life.isOver || this.#noted.delete(number),
      },
    };
  }

  #post(caller: number): Answer {
    const { isApplied, answer } = this.postFaults.shift() ?? { isApplied: true, answer: "success" };
    const isRefused = answer === "refusal" || answer === "429";
    const isSuccess = answer === "success" || answer === "odd success" || answer === "other success";
    const really = !isRefused && (isApplied || isSuccess);
    if (really) this.#registeredAt.push(Date.now());
    this.posts.push({ caller, isApplied: really, mayBeApplied: !isRefused, isConfirmed: isSuccess });
    switch (answer) {
      case "success":
        return () => Response.json(success);
      case "odd success":
        return () => Response.json({ ...success, data: { id: 7 } });
      case "other success":
        return () => new Response(null, { status: 204 });
      case "303":
        return () => new Response(null, { status: 303, headers: { location: "/elsewhere" } });
      case "reset":
        return lost;
      case "hang":
        return () => new Promise(() => {});
      default:
        return () => Response.json({ message: "no" }, { status: { "500": 500, refusal: 400, "429": 429 }[answer] });
    }
  }

  #list(): Answer {
    const fault = this.listFaults.shift() ?? "none";
    switch (fault) {
      case "reset":
        return lost;
      case "hang":
        return () => new Promise(() => {});
      case "html":
        return () => new Response("<!doctype html><h1>Gateway</h1>", { headers: { "content-type": "text/html" } });
      case "odd page":
        return () => Response.json({ ...success, data: { items: [] } });
      case "odd item":
        return () => Response.json({ ...success, data: [{ id: 7, number: null }, ...this.#shown()] });
      case "none": {
        const data = this.#shown();
        return () => Response.json({ ...success, data });
      }
      default:
        return () => Response.json({ message: "no" }, { status: Number(fault) });
    }
  }

  #shown(): object[] {
    const ours = (times: readonly number[]) => times.map((_, index) => listed(syntheticParams.phoneNumber, index));
    switch (this.#mode) {
      case "truth":
        return ours(this.#registeredAt);
      case "late":
        return ours(this.#registeredAt.filter((at) => at + LATE_MS <= Date.now()));
      case "stale":
        return ours(this.#stale);
      case "empty":
        return [];
      case "others":
        return OTHERS;
      case "endless":
        return OTHERS.map((_, index) => listed("+14155550199", ++this.#page * OTHERS.length + index));
      case "invented":
        return [listed(syntheticParams.phoneNumber)];
    }
  }
}

function lost(): Promise<never> {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
}
