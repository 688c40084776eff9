import { createClients, OURS, RAW, type Register } from "./clients.js";
import { median, ratio, timeRounds } from "./rounds.js";
import { params, startLoopbackServer } from "./servers.js";
import type { Bench } from "./table.js";

const AT_ONCE = [1, 4, 16, 64, 256];

export const concurrency: Bench = {
  name: "concurrency",
  title: "Concurrent calls over loopback",
  read: "Calls per second with this many under way at once, and how many times as long our client takes as raw fetch.",
  async run(progress) {
    await using server = await startLoopbackServer();
    const { [RAW]: raw, [OURS]: ours } = await createClients(server.url, globalThis.fetch);
    const rows = [];
    for (const atOnce of AT_ONCE) {
      progress(`${atOnce} concurrent calls`);
      const subjects = { raw: runInLanes(atOnce, raw as Register), ours: runInLanes(atOnce, ours as Register) };
      const times = await timeRounds(subjects, { rounds: 9, times: 512 });
      rows.push([String(atOnce), 1e6 / median(times.raw), 1e6 / median(times.ours), ratio(times.ours, times.raw)]);
    }
    return { columns: ["at once", "raw fetch, calls/s", "ours, calls/s", "ours over raw fetch"], rows };
  },
};

/** Shares the calls out among this many workers. */
const runInLanes = (lanes: number, register: Register) => async (times: number) => {
  let left = times;
  const lane = async () => {
    while (left-- > 0) await register(params);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};
