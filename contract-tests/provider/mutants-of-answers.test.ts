import { families } from "./mutants/mutants.js";
import { promiseKills } from "./mutants/promise.js";

promiseKills("answers", families.answers);
