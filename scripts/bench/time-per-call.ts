import { BARE, clientsOf, RAW } from "./clients.js";
import { median, ratio, repeatedly, timed } from "./rounds.js";
import { params, startLoopbackServer, stub } from "./servers.js";
import type { Bench, Findings } from "./table.js";

const IN_PROCESS = { rounds: 25, times: 600, warmUps: 3 };
const OVER_LOOPBACK = { rounds: 15, times: 200, warmUps: 2 };

export const timePerCall: Bench = {
  name: "time",
  title: "Time per call",
  read: "How many times as long as raw fetch one call takes, ours with validation on in both directions: in process over a stub, where only the client's own work counts, and over loopback, where the work of a real exchange is beneath it.",
  async run(progress) {
    progress("time per call in process");
    const inProcess = await measured(await clientsOf("https://api.tryhamsa.com", stub), IN_PROCESS);
    progress("time per call over loopback");
    await using server = await startLoopbackServer();
    const loopback = await measured(await clientsOf(server.url, globalThis.fetch), OVER_LOOPBACK);
    return findings(inProcess, loopback);
  },
};

type Times = Readonly<Record<string, number[]>>;

function measured(clients: Awaited<ReturnType<typeof clientsOf>>, rounds: typeof IN_PROCESS): Promise<Times> {
  const calls = Object.entries(clients).map(([name, register]) => [name, repeatedly(() => register(params))]);
  return timed(Object.fromEntries(calls), rounds);
}

function findings(inProcess: Times, loopback: Times): Findings {
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
