import type { BrokenConstraint, Validate } from "../../generated/validators.js";
import type { Violation } from "../errors/hamsa-error.js";

/** What a value breaks of a schema of the description, one entry for each field; `whole` names the value itself. */
export function violationsOf(validate: Validate, value: unknown, whole: string): Violation[] {
  if (validate(value)) return [];
  const byField = new Map<string, Violation>();
  for (const broken of validate.errors ?? []) {
    const field = fieldOf(broken) || whole;
    // An empty string breaks a length and a pattern: the first says all.
    if (!byField.has(field)) byField.set(field, { field, message: inWords(broken) });
  }
  return [...byField.values()];
}

function fieldOf({ instancePath, params }: BrokenConstraint): string {
  const segments = instancePath.split("/").slice(1);
  if (typeof params.missingProperty === "string") segments.push(params.missingProperty);
  return segments.join(".");
}

function inWords({ keyword, params }: BrokenConstraint): string {
  switch (keyword) {
    case "required":
      return "is missing";
    case "type":
      return `must be of type ${[params.type].flat().join(" or ")}`;
    case "minLength":
      return params.limit === 1 ? "must not be empty" : `must have at least ${params.limit} characters`;
    case "pattern":
      return `must match ${params.pattern}`;
    case "format":
      return `must be a ${params.format}`;
    case "const":
      return `must be ${JSON.stringify(params.allowedValue)}`;
    default:
      return `breaks ${keyword} ${JSON.stringify(params)}`;
  }
}
