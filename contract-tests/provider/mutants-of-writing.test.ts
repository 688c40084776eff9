import { families } from "./mutants/mutants.js";
import { promiseKills } from "./mutants/promise.js";

promiseKills("writing", families.writing);
