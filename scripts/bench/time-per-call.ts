import { BARE, createClients, RAW } from "./clients.js";
import { median, ratio, repeatedly, timeRounds } from "./rounds.js";
import { params, startLoopbackServer, stub } from "./servers.js";
import type { Bench, BenchResult } from "./table.js";

const IN_PROCESS = { rounds: 25, times: 600, warmUps: 3 };
const OVER_LOOPBACK = { rounds: 15, times: 200, warmUps: 2 };

export const timePerCall: Bench = {
  name: "time",
  title: "Time per call",
  read: "How many times as long one call takes as raw fetch. Ours validates in both directions. In process, with a stub, only the client's own work counts; over loopback, a real exchange is part of it.",
  async run(progress) {
    progress("time per call in process");
    const inProcess = await measure(await createClients("https://api.tryhamsa.com", stub), IN_PROCESS);
    progress("time per call over loopback");
    await using server = await startLoopbackServer();
    const loopback = await measure(await createClients(server.url, globalThis.fetch), OVER_LOOPBACK);
    return toTable(inProcess, loopback);
  },
};

type Times = Readonly<Record<string, number[]>>;

function measure(clients: Awaited<ReturnType<typeof createClients>>, rounds: typeof IN_PROCESS): Promise<Times> {
  const calls = Object.entries(clients).map(([name, register]) => [name, repeatedly(() => register(params))]);
  return timeRounds(Object.fromEntries(calls), rounds);
}

function toTable(inProcess: Times, loopback: Times): BenchResult {
  const { [RAW]: raw = [], [BARE]: bare = [] } = inProcess;
  const { [RAW]: rawOverLoopback = [] } = loopback;
  return {
    columns: ["", "in process, µs", "over raw fetch", `over ${BARE}`, "loopback, µs", "over raw fetch"],
    rows: Object.entries(inProcess).map(([name, times]) => {
      const overLoopback = loopback[name] ?? [];
      const wide = ratio(overLoopback, rawOverLoopback);
      return [name, median(times), ratio(times, raw), ratio(times, bare), median(overLoopback), wide];
    }),
  };
}
