import { testMutants } from "./mutants/mutant-tests.js";
import { families } from "./mutants/mutants.js";

testMutants("secrets", families.secrets);
