import { distance } from "fastest-levenshtein";

/** Case, dashes, underscores and spaces are what people remember least. */
const simplify = (word: string) => word.toLowerCase().replace(/[-_\s]/g, "");

/** How many letters to change, add or leave out. Two that changed places are one slip. */
function countEdits(one: string, other: string): number {
  const sort = (word: string) => [...word].sort().join("");
  const edits = distance(one, other);
  return edits === 2 && sort(one) === sort(other) ? 1 : edits;
}

/** The candidate that was probably meant, or undefined. Equal words are meant as they are. */
export function findSimilar(word: string, candidates: readonly string[]): string | undefined {
  const typed = simplify(word);
  const [closest] = candidates
    .map((candidate) => ({ candidate, edits: countEdits(typed, simplify(candidate)) }))
    .sort((one, other) => one.edits - other.edits);
  if (closest === undefined || closest.candidate === word) return undefined;
  // One edit in four letters is a slip. More make it another word.
  return closest.edits <= Math.max(1, Math.floor(simplify(closest.candidate).length / 4))
    ? closest.candidate
    : undefined;
}
