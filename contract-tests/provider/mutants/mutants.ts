import { derivedAnswers } from "./derived-answers.js";
import { derivedRequests } from "./derived-requests.js";
import { errorMutants } from "./errors.js";
import { leakMutants } from "./leaks.js";
import type { Mutant } from "./mutant.js";
import { registrationMutants } from "./registration.js";
import { acceptingTooMuch, breakingDown } from "./requests.js";
import { wireMutants, wireMutantsByHand } from "./wire.js";

/** Every mutant, by the part of the contract that it breaks. */
export const families: Readonly<Record<string, readonly Mutant[]>> = {
  "answers, derived from the description": derivedAnswers,
  "requests, derived from the description": derivedRequests,
  "requests that are accepted": acceptingTooMuch,
  "requests that break the server": breakingDown,
  registration: registrationMutants,
  errors: errorMutants,
  "how answers are written": [...wireMutants, ...wireMutantsByHand],
  secrets: leakMutants,
};

export const mutants: readonly Mutant[] = Object.values(families).flat();
