import type { Check } from "./check.js";
import { headerChecks } from "./headers.js";
import { internalsCheck } from "./internals.js";
import { listChecks } from "./list.js";
import { rejectionChecks, rejectionStatusChecks } from "./rejections.js";
import { relationChecks } from "./relations.js";
import { completenessCheck, redirectCheck, statusChecks } from "./responses.js";
import { schemaChecks } from "./schemas.js";
import { secretChecks } from "./secrets.js";
import { wireChecks } from "./wire.js";

/** Everything that the description requires of a server. */
export const checks: readonly Check[] = [
  ...statusChecks,
  completenessCheck,
  redirectCheck,
  ...secretChecks,
  internalsCheck,
  ...rejectionChecks,
  ...rejectionStatusChecks,
  ...listChecks,
  ...wireChecks,
  ...schemaChecks,
  ...relationChecks,
  ...headerChecks,
];
