import * as hamsa from "hamsa-twilio";
import * as attempts from "hamsa-twilio/attempts";
import * as testing from "hamsa-twilio/testing";
import { contractProgram } from "./contract-program.mjs";

globalThis.runContractProgram = (input) => contractProgram({ hamsa, attempts, testing }, input);
