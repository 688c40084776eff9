import { redirectCheck, statusChecks, wholeCheck } from "./answers.js";
import type { Check } from "./check.js";
import { headerChecks } from "./headers.js";
import { insidesCheck } from "./insides.js";
import { listChecks } from "./list.js";
import { refusalChecks, refusalStatusChecks } from "./refusals.js";
import { relationChecks } from "./relations.js";
import { schemaChecks } from "./schemas.js";
import { secretChecks } from "./secrets.js";
import { wireChecks } from "./wire.js";

/** Everything that a server must do, as far as the description says so. */
export const checks: readonly Check[] = [
  ...statusChecks,
  wholeCheck,
  redirectCheck,
  ...secretChecks,
  insidesCheck,
  ...refusalChecks,
  ...refusalStatusChecks,
  ...listChecks,
  ...wireChecks,
  ...schemaChecks,
  ...relationChecks,
  ...headerChecks,
];
