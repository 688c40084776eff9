import { testMutants } from "./mutants/mutant-tests.js";
import { families } from "./mutants/mutants.js";

testMutants("list", families.list);
