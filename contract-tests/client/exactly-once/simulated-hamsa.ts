import type { Attempts } from "../../../src/index.js";
import { createListItem, success } from "../../support/behaviors.js";
import { syntheticParams } from "../../support/params.js";

/** What happens to a registration that reaches the server, and what its caller learns. */
export interface PostFault {
  readonly isApplied: boolean;
  readonly answer:
    | "success"
    | "invalid success"
    | "other success"
    | "reset"
    | "hang"
    | "303"
    | "500"
    | "rejection"
    | "429";
}

/** How reading the list fails. */
export type ListFault =
  | "none"
  | "reset"
  | "hang"
  | "500"
  | "408"
  | "html"
  | "429"
  | "404"
  | "invalid item"
  | "invalid page";

/** What the list shows. */
export type ListMode = "truth" | "late" | "stale" | "empty" | "others" | "endless" | "invented";

/** A registration that was sent, and whether it may have been applied as far as its caller can know. */
export interface Post {
  readonly caller: number;
  readonly isApplied: boolean;
  readonly mayBeApplied: boolean;
  readonly isConfirmed: boolean;
}

/** How long the list takes to show a registration, in ms. */
const LATE_MS = 3_000;

const OTHERS = Array.from({ length: 10 }, (_, index) => createListItem(`+1415555020${index}`, 100 + index));

/** Creates the response once it is due. */
type Answer = () => Response | Promise<Response>;

/** Hamsa as callers see it, with every fault on demand, and a record of what really happened. */
export class SimulatedHamsa {
  readonly posts: Post[] = [];
  /** Faults of the next requests, in order. Without one, the server works as described. */
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

  /** The `fetch` and the store of one caller. After its crash, neither ever settles. */
  callerOf(caller: number, life: { isOver: boolean }): { fetch: typeof fetch; attempts: Attempts } {
    const never = new Promise<never>(() => {});
    return {
      fetch: async (_, init) => {
        if (life.isOver) return never;
        const catchErrorFor = init?.method === "POST" ? this.#post(caller) : this.#list();
        // A response takes time, so that other events, such as the caller's crash, can come first.
        await new Promise((resolve) => setTimeout(resolve, 20));
        return life.isOver ? never : catchErrorFor();
      },
      attempts: {
        begin: (number) => (life.isOver ? never : this.#noted.size < this.#noted.add(number).size),
        release: (number) => life.isOver || this.#noted.delete(number),
      },
    };
  }

  #post(caller: number): Answer {
    const { isApplied, answer } = this.postFaults.shift() ?? { isApplied: true, answer: "success" };
    const isRefused = answer === "rejection" || answer === "429";
    const isSuccess = answer === "success" || answer === "invalid success" || answer === "other success";
    const really = !isRefused && (isApplied || isSuccess);
    if (really) this.#registeredAt.push(Date.now());
    this.posts.push({ caller, isApplied: really, mayBeApplied: !isRefused, isConfirmed: isSuccess });
    switch (answer) {
      case "success":
        return () => Response.json(success);
      case "invalid success":
        return () => Response.json({ ...success, data: { id: 7 } });
      case "other success":
        return () => new Response(null, { status: 204 });
      case "303":
        return () => new Response(null, { status: 303, headers: { location: "/elsewhere" } });
      case "reset":
        return loseConnection;
      case "hang":
        return () => new Promise(() => {});
      default:
        return () => Response.json({ message: "no" }, { status: { "500": 500, rejection: 400, "429": 429 }[answer] });
    }
  }

  #list(): Answer {
    const fault = this.listFaults.shift() ?? "none";
    switch (fault) {
      case "reset":
        return loseConnection;
      case "hang":
        return () => new Promise(() => {});
      case "html":
        return () => new Response("<!doctype html><h1>Gateway</h1>", { headers: { "content-type": "text/html" } });
      case "invalid page":
        return () => Response.json({ ...success, data: { items: [] } });
      case "invalid item":
        return () => Response.json({ ...success, data: [{ id: 7, number: null }, ...this.#listItems()] });
      case "none": {
        const data = this.#listItems();
        return () => Response.json({ ...success, data });
      }
      default:
        return () => Response.json({ message: "no" }, { status: Number(fault) });
    }
  }

  #listItems(): object[] {
    const ours = (times: readonly number[]) =>
      times.map((_, index) => createListItem(syntheticParams.phoneNumber, index));
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
        return OTHERS.map((_, index) => createListItem("+14155550199", ++this.#page * OTHERS.length + index));
      case "invented":
        return [createListItem(syntheticParams.phoneNumber)];
    }
  }
}

function loseConnection(): Promise<never> {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
}
