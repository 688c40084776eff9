// The words for the sources of the description, and for its constraints. Lint, generation, checks and docs share them.

/** The levels of sources, strongest first. The introduction of openapi.yaml explains each. */
export const LEVELS = /** @type {const} */ (["documented", "sibling", "twilio", "inferred"]);

/** @typedef {(typeof LEVELS)[number]} Level */

/**
 * Constraints without a JSON Schema keyword, which relate a value to the request, to its neighbor, or to another
 * operation's response. README.md explains each.
 */
const RELATIONS = /** @type {const} */ (["x-echoes", "x-not-before", "x-identifies", "x-same-as"]);

/** Every extension in the schemas of the description. */
export const EXTENSIONS = ["x-provenance", "x-secret", ...RELATIONS];

/** Keywords that contain other schemas, which have their own provenance. */
const CONTAINERS = ["$ref", "properties", "items"];

/** Keywords that describe and constrain nothing. */
const ANNOTATIONS = ["description", "title", "examples", "example", "default", "deprecated", "readOnly", "writeOnly"];

/**
 * Whether a keyword of a schema only describes.
 * @param {string} keyword
 */
export function isAnnotation(keyword) {
  return ANNOTATIONS.includes(keyword) || keyword.startsWith("x-");
}

/**
 * Whether a keyword of a schema constrains a value by itself, so that validators must support it.
 * @param {string} keyword
 */
export function isConstraint(keyword) {
  return !isAnnotation(keyword) && !CONTAINERS.includes(keyword);
}

/**
 * Whether a keyword relates a value to another, which no validator checks.
 * @param {string} keyword
 */
export function isRelation(keyword) {
  return /** @type {readonly string[]} */ (RELATIONS).includes(keyword);
}

/**
 * Whether breaking a fact of this level breaks the contract. Otherwise it is reported as advice.
 * @param {Level} level
 */
export function isBreach(level) {
  return level === "documented" || level === "sibling";
}
