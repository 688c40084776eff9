import { createListItem, success } from "../../support/behaviors.js";
import { syntheticParams } from "../../support/params.js";

/** What happens to a registration that reaches the server, and what its caller learns. */
export interface PostFault {
  readonly isApplied: boolean;
  readonly answer:
    | "success"
    | "invalid success"
    | "other success"
    | "another number"
    | "reset"
    | "vanished route"
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
export type ListMode =
  | "truth"
  | "late"
  | "stale"
  | "empty"
  | "others"
  | "endless"
  | "invented"
  | "shrinking"
  | "growing";

/** A registration that was sent, and whether it may have been applied as far as its caller can know. */
export interface Post {
  readonly caller: number;
  /** Names the call that sent it. */
  readonly label: string;
  readonly isApplied: boolean;
  readonly mayBeApplied: boolean;
  readonly isConfirmed: boolean;
}

const RESPONSE_MS = 20;

/** An endless list ends with the caller's timeout, and that takes fewer pages if they are slow. */
const ENDLESS_PAGE_MS = 200;

/** How long the list takes to show a registration, in ms. */
const LATE_MS = 3_000;

/** More than one page of a server that returns at most this many. */
const MAX_PAGE = 10;
const OTHERS = Array.from({ length: 24 }, (_, index) => createListItem(`+141555502${10 + index}`, 100 + index));
const ODD_OTHERS = [
  { id: 7, number: null },
  { ...createListItem(syntheticParams.phoneNumber, 900), type: "SIP" },
  { ...createListItem("+14155550299", 901), createdAt: "yesterday", label: null },
];

/** Creates the response once it is due. */
type Respond = () => Response | Promise<Response>;

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
  #changes = 0;

  set mode(mode: ListMode) {
    this.#stale = [...this.#registeredAt];
    this.#mode = mode;
  }

  /** The `fetch` of one caller. After its crash, it never settles. */
  fetchOf(caller: number, life: { isOver: boolean }): typeof fetch {
    const never = new Promise<never>(() => {});
    return async (input, init) => {
      if (life.isOver) return never;
      const respond =
        init?.method === "POST" ? this.#post(caller, String(init.body)) : this.#list(new URL(String(input)));
      // A response takes time, so that other events, such as the caller's crash, can come first.
      const ms = this.#mode === "endless" ? ENDLESS_PAGE_MS : RESPONSE_MS;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return life.isOver ? never : respond();
    };
  }

  #post(caller: number, body: string): Respond {
    const { isApplied, answer } = this.postFaults.shift() ?? { isApplied: true, answer: "success" };
    const isRejected = answer === "rejection" || answer === "429";
    const isConfirmed = answer === "success" || answer === "invalid success" || answer === "other success";
    const really = !isRejected && (isApplied || isConfirmed);
    if (really) this.#registeredAt.push(Date.now());
    const { label } = JSON.parse(body) as { label: string };
    this.posts.push({ caller, label, isApplied: really, mayBeApplied: !isRejected, isConfirmed });
    switch (answer) {
      case "success":
        return () => Response.json(success);
      case "invalid success":
        return () => Response.json({ ...success, data: { id: 7 } });
      case "other success":
        return () => new Response(null, { status: 204 });
      case "another number":
        return () => Response.json({ ...success, data: { ...success.data, number: "+14155550299" } });
      case "303":
        return () => new Response(null, { status: 303, headers: { location: "/elsewhere" } });
      case "reset":
        return () => loseConnection("ECONNRESET");
      case "vanished route":
        return () => loseConnection("EHOSTUNREACH");
      case "hang":
        return () => new Promise(() => {});
      default:
        return () => Response.json({ message: "no" }, { status: { "500": 500, rejection: 400, "429": 429 }[answer] });
    }
  }

  #list({ searchParams }: URL): Respond {
    const fault = this.listFaults.shift() ?? "none";
    switch (fault) {
      case "reset":
        return () => loseConnection("ECONNRESET");
      case "hang":
        return () => new Promise(() => {});
      case "html":
        return () => new Response("<!doctype html><h1>Gateway</h1>", { headers: { "content-type": "text/html" } });
      case "invalid page":
        return () => Response.json({ ...success, data: { items: [] } });
      case "invalid item":
      case "none": {
        const take = Math.min(MAX_PAGE, Number(searchParams.get("take") ?? 10));
        const page = Number(searchParams.get("skip") ?? 1);
        const all = [...(fault === "none" ? [] : ODD_OTHERS), ...this.#listItems()];
        const data = this.#mode === "endless" ? all : all.slice((page - 1) * take, page * take);
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
      case "shrinking":
        // One number fewer with every other page.
        return [...OTHERS.slice((this.#changes++ / 2) % 12), ...ours(this.#registeredAt)];
      case "growing":
        return [
          ...Array.from({ length: this.#changes++ % 30 }, (_, index) => createListItem("+14155550198", 500 + index)),
          ...OTHERS,
          ...ours(this.#registeredAt),
        ];
    }
  }
}

function loseConnection(code: string): Promise<never> {
  const cause = Object.assign(new Error(`read ${code}`), { code, syscall: "read" });
  return Promise.reject(new TypeError("fetch failed", { cause }));
}
