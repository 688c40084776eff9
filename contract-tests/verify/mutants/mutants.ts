import { derivedAgreementMutants } from "./derived-agreement.js";
import { derivedRequestMutants } from "./derived-requests.js";
import { derivedResponseMutants } from "./derived-responses.js";
import { errorMutants } from "./errors.js";
import { leakMutants } from "./leaks.js";
import { listMutants } from "./list.js";
import type { Mutant } from "./mutant.js";
import { registrationMutants } from "./registration.js";
import { acceptingTooMuch, breakingDown } from "./requests.js";
import { statusMutants } from "./statuses.js";
import { wireMutants, wireMutantsByHand } from "./wire.js";

/** Every mutant, by the part of the contract that it breaks. */
export const families = {
  responses: [...derivedResponseMutants, ...statusMutants, ...registrationMutants, ...errorMutants],
  requests: [...derivedRequestMutants, ...acceptingTooMuch, ...breakingDown],
  wire: [...wireMutants, ...wireMutantsByHand],
  secrets: leakMutants,
  list: [...listMutants, ...derivedAgreementMutants],
} satisfies Readonly<Record<string, readonly Mutant[]>>;

export const mutants: readonly Mutant[] = Object.values(families).flat();
