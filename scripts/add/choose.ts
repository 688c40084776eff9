import checkbox from "@inquirer/checkbox";
import type { PhoneNumber } from "../../src/index.js";
import type { Candidate } from "./look-up.js";
import { grouped } from "./phone-number.js";

/** Lets a person choose among the account's numbers; those that Hamsa has already can't be chosen. */
export async function choose(
  candidates: readonly Candidate[],
  there: ReadonlyMap<string, PhoneNumber>,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  // A question without an answer would be a trap.
  if (candidates.every(({ params }) => there.has(params.phoneNumber))) return candidates;
  const choices = candidates.map((candidate) => {
    const { phoneNumber, label } = candidate.params;
    const disabled = there.has(phoneNumber) ? "(registered already)" : false;
    return { name: `${grouped(phoneNumber)}  ${label}`, value: candidate, disabled };
  });
  const config = { message: "Which numbers are to be registered?", choices, loop: false, required: true, pageSize: 15 };
  return checkbox<Candidate>(config, { output: process.stderr, signal });
}
