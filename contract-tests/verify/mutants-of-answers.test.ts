import { promiseKills } from "./mutants/mutant-tests.js";
import { families } from "./mutants/mutants.js";

promiseKills("answers", families.answers);
