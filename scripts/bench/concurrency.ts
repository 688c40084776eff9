import { clientsOf, OURS, RAW, type Register } from "./clients.js";
import { median, ratio, timed } from "./rounds.js";
import { params, startLoopbackServer } from "./servers.js";
import type { Bench } from "./table.js";

const AT_ONCE = [1, 4, 16, 64, 256];

export const concurrency: Bench = {
  name: "concurrency",
  title: "Concurrent calls over loopback",
  read: "Calls per second with so many under way at once, and how many times as long as raw fetch ours takes.",
  async run(progress) {
    await using server = await startLoopbackServer();
    const { [RAW]: raw, [OURS]: ours } = await clientsOf(server.url, globalThis.fetch);
    const rows = [];
    for (const atOnce of AT_ONCE) {
      progress(`${atOnce} concurrent calls`);
      const subjects = { raw: inLanes(atOnce, raw as Register), ours: inLanes(atOnce, ours as Register) };
      const times = await timed(subjects, { rounds: 9, times: 512 });
      rows.push([String(atOnce), 1e6 / median(times.raw), 1e6 / median(times.ours), ratio(times.ours, times.raw)]);
    }
    return { columns: ["at once", "raw fetch, calls/s", "ours, calls/s", "ours over raw fetch"], rows };
  },
};

/** So many workers that share out the calls. */
const inLanes = (lanes: number, register: Register) => async (times: number) => {
  let left = times;
  const lane = async () => {
    while (left-- > 0) await register(params);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};
