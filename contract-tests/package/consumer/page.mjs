import * as hamsa from "hamsa-twilio";
import { contractProgram } from "./contract-program.mjs";

globalThis.runContractProgram = (input) => contractProgram(hamsa, input);
