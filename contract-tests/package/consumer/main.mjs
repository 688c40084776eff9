import * as hamsa from "hamsa-twilio";
import { contractProgram } from "./contract-program.mjs";

console.log(JSON.stringify(await contractProgram(hamsa, JSON.parse(process.argv[2]))));
