const SLOW_MS = 2_000;

/** Says what is waited for, as long as it takes. */
export async function waiting<T>(what: string, work: Promise<T>): Promise<T> {
  const timer = setInterval(() => console.error(`  … waiting ${what}`), SLOW_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
