import type { Validate } from "../../generated/validators.js";
import type { Violation } from "./hamsa-error.js";

/** What a value breaks of a schema of the description, one entry for each field; `whole` names the value itself. */
export function violationsOf(validate: Validate, value: unknown, whole: string): Violation[] {
  const byField = new Map<string, Violation>();
  for (const { field: path, message } of validate(value)) {
    const field = path.slice(1) || whole;
    // An empty string breaks a length and a pattern: the first says all.
    if (!byField.has(field)) byField.set(field, { field, message });
  }
  return [...byField.values()];
}
