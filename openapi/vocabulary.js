// The words in which the description says how sure it is of what: shared by lint, generation, checks and docs.

/** Who says so, strongest first. README.md says what each level means. */
export const LEVELS = /** @type {const} */ (["documented", "sibling", "twilio", "inferred"]);

/** @typedef {(typeof LEVELS)[number]} Level */

/** Constraints that JSON Schema has no word for: a value that was sent comes back, one time follows another. */
const RELATIONS = /** @type {const} */ (["x-echoes", "x-not-before"]);

/** Every extension that stands in a schema of the description. */
export const EXTENSIONS = ["x-provenance", "x-secret", ...RELATIONS];

/** Keywords that lead on to other schemas, which carry their own provenance. */
const LEADING_ON = ["$ref", "properties", "items"];

/** Keywords that describe without constraining. */
const DESCRIBING = ["description", "title", "examples", "example", "default", "deprecated", "readOnly", "writeOnly"];

/**
 * Whether a keyword of a schema only describes.
 * @param {string} keyword
 */
export function isAnnotation(keyword) {
  return DESCRIBING.includes(keyword) || keyword.startsWith("x-");
}

/**
 * Whether a keyword of a schema constrains a value by itself, so that a validator must know it.
 * @param {string} keyword
 */
export function isConstraint(keyword) {
  return !isAnnotation(keyword) && !LEADING_ON.includes(keyword);
}

/**
 * Whether a keyword relates a value to another, which no validator sees.
 * @param {string} keyword
 */
export function isRelation(keyword) {
  return /** @type {readonly string[]} */ (RELATIONS).includes(keyword);
}

/**
 * Whether a server that breaks a fact of this level breaks the contract; else it is reported as advice.
 * @param {Level} level
 */
export function isBreach(level) {
  return level === "documented" || level === "sibling";
}
