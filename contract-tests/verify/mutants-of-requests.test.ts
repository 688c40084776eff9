import { promiseKills } from "./mutants/mutant-tests.js";
import { families } from "./mutants/mutants.js";

promiseKills("requests", families.requests);
