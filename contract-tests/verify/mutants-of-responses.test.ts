import { testMutants } from "./mutants/mutant-tests.js";
import { families } from "./mutants/mutants.js";

testMutants("responses", families.responses);
