import type { Validate } from "../../generated/validators.js";
import type { Violation } from "../errors/hamsa-error.js";
import { violationsOf } from "../errors/violations.js";
import type { Answer } from "../transport/exchange.js";
import type { Secrets } from "../transport/secrets.js";
import { BODY, bodyOf, isObject } from "./json.js";
import { refusal } from "./refusal.js";

/** What a success says, and how it breaks the description. */
export interface Success {
  readonly json: unknown;
  /** Whether it says `success: true` in so many words. */
  readonly isSaid: boolean;
  readonly violations: readonly Violation[];
}

/** Reads an answer as a success, or throws the refusal that it is. */
export function successOf(answer: Answer, validate: Validate): Success {
  const body = bodyOf(answer);
  const json = "json" in body ? body.json : undefined;
  const said = isObject(json) ? json.success : undefined;
  if (answer.status > 299 || said === false) throw refusal(answer, body);
  const violations = "json" in body ? violationsOf(validate, json, BODY) : [body.unreadable];
  return { json, isSaid: said === true, violations };
}

/** An object with its described fields exactly as the server sent them; in all others, secrets are masked. */
export function shown<Value extends object>(value: Value, described: readonly string[], secrets: Secrets): Value {
  if (Object.keys(value).every((name) => described.includes(name))) return value;
  const fields = Object.entries(value).map(([name, each]) =>
    described.includes(name) ? [name, each] : [secrets.mask(name), secrets.maskWithin(each)],
  );
  return Object.fromEntries(fields);
}
