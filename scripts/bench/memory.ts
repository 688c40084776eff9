import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { BARE, createClients, OURS, RAW, type Register } from "./clients.js";
import { params, stub } from "./servers.js";
import type { Bench } from "./table.js";

const MARKS = [10_000, 50_000, 100_000];

export const memory: Bench = {
  name: "memory",
  title: "Memory",
  read: "The heap in MB after this many calls and a garbage collection. It stays flat if calls leave nothing behind.",
  async run(progress) {
    const clients = await createClients("https://api.tryhamsa.com", stub);
    const rows = [];
    for (const name of [RAW, OURS, BARE]) {
      progress(`memory of ${name} over ${MARKS.at(-1)} calls`);
      rows.push([name, ...(await measureHeap(clients[name] as Register))]);
    }
    return { columns: ["", ...MARKS.map((mark) => `after ${mark.toLocaleString("en")}`)], rows };
  },
};

async function measureHeap(register: Register): Promise<number[]> {
  const heap: number[] = [];
  for (let calls = 1; calls <= (MARKS.at(-1) ?? 0); calls++) {
    await register(params);
    if (MARKS.includes(calls)) heap.push(await readHeap());
  }
  return heap;
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Collects twice, with a turn of the event loop in between, so that the second one frees what finalizers released. */
async function readHeap(): Promise<number> {
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
