import type { Level } from "./vocabulary.js";

/** What says who says so: a level for the whole object, for each of its keywords, or for each field of `required`. */
export type Provenance = Level | Readonly<Record<string, Level | Readonly<Record<string, Level>>>>;

/** A part of the description that says who says so. */
export interface Sourced {
  readonly "x-provenance"?: Provenance;
}

/** One thing that the description states, where, and who says so. */
export interface Fact {
  /** JSON pointer into the description. */
  readonly pointer: string;
  readonly level: Level;
}

/** The level that `x-provenance` gives to a keyword, and within `required` to a field. */
export function levelOf(node: Sourced, keyword: string, field = ""): Level {
  const provenance = node["x-provenance"];
  const ofKeyword = typeof provenance === "object" ? provenance[keyword] : provenance;
  const level = typeof ofKeyword === "object" ? ofKeyword[field] : ofKeyword;
  if (level === undefined) throw new Error(`x-provenance says nothing of ${keyword} ${field}`.trim());
  return level;
}
