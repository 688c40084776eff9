/** Does a piece of work this many times. */
export type Subject = (times: number) => unknown;

/** Makes one call after another. */
export const repeatedly =
  (call: () => unknown): Subject =>
  async (times) => {
    for (let n = 0; n < times; n++) await call();
  };

/**
 * Times subjects in interleaved rounds, each in a new random order, so that other load on the machine and
 * garbage left by a neighbor affect all of them alike.
 *
 * @returns microseconds per piece of work, by subject and round
 */
export async function timeRounds<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  { rounds, times, warmUps = 2 }: { rounds: number; times: number; warmUps?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const micros = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of shuffle(names)) {
      const start = performance.now();
      await subjects[name](times);
      if (round >= 0) micros[name].push(((performance.now() - start) * 1000) / times);
    }
  }
  return micros;
}

function shuffle<T>(values: readonly T[]): T[] {
  const lots = values.map((value) => ({ value, lot: Math.random() }));
  return lots.sort((a, b) => a.lot - b.lot).map(({ value }) => value);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Returns the median of the ratios between two subjects' times in the same round. */
export function ratio(values: readonly number[], over: readonly number[]): number {
  return median(values.map((value, round) => value / (over[round] ?? Number.NaN)));
}
