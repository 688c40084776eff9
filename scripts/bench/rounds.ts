/** A subject does its work that many times over. */
export type Subject = (times: number) => unknown;

/** A subject that makes one call after another. */
export const repeatedly =
  (call: () => unknown): Subject =>
  async (times) => {
    for (let n = 0; n < times; n++) await call();
  };

/**
 * Times subjects in interleaved rounds, each in an order of its own, so that what else the machine
 * does, and the garbage that a neighbour leaves, strikes all of them alike.
 *
 * @returns microseconds for one piece of work, by subject and round
 */
export async function timed<Name extends string>(
  subjects: Readonly<Record<Name, Subject>>,
  { rounds, times, warmUps = 2 }: { rounds: number; times: number; warmUps?: number },
): Promise<Record<Name, number[]>> {
  const names = Object.keys(subjects) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of shuffled(names)) {
      const start = performance.now();
      await subjects[name](times);
      if (round >= 0) found[name].push(((performance.now() - start) * 1000) / times);
    }
  }
  return found;
}

function shuffled<T>(values: readonly T[]): T[] {
  const drawn = values.map((value) => ({ value, lot: Math.random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ value }) => value);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** The median over the rounds of what a subject took for each unit that another took in the same round. */
export function ratio(values: readonly number[], over: readonly number[]): number {
  return median(values.map((value, round) => value / (over[round] ?? Number.NaN)));
}
