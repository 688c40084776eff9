import * as hamsa from "hamsa-twilio";
import * as attempts from "hamsa-twilio/attempts";
import * as testing from "hamsa-twilio/testing";
import { contractProgram } from "./contract-program.mjs";

// Without an await at the top level, which a bundle in CommonJS can't have.
contractProgram({ hamsa, attempts, testing }, JSON.parse(process.argv[2])).then((result) => {
  console.log(JSON.stringify(result));
});
