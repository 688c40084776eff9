import checkbox from "@inquirer/checkbox";
import type { PhoneNumber } from "../../index.js";
import type { Candidate } from "./look-up.js";
import { formatNumber } from "./phone-number.js";
import { promptContext } from "./prompts.js";

/** Lets a person choose among the account's numbers. Those already registered can't be chosen. */
export async function choose(
  candidates: readonly Candidate[],
  registered: ReadonlyMap<string, PhoneNumber>,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  // A required question needs at least one possible answer.
  if (candidates.every(({ params }) => registered.has(params.phoneNumber))) return candidates;
  const choices = candidates.map((candidate) => {
    const { phoneNumber, label } = candidate.params;
    const disabled = registered.has(phoneNumber) ? "(already registered)" : false;
    return { name: `${formatNumber(phoneNumber)}  ${label}`, value: candidate, disabled };
  });
  const config = {
    message: "Which numbers do you want to register?",
    choices,
    loop: false,
    required: true,
    pageSize: 15,
  };
  return checkbox<Candidate>(config, promptContext(signal));
}
