import * as hamsa from "hamsa-twilio";
import * as attempts from "hamsa-twilio/attempts";
import * as testing from "hamsa-twilio/testing";
import { contractProgram } from "./contract-program.mjs";

export default {
  async fetch(request) {
    return Response.json(await contractProgram({ hamsa, attempts, testing }, await request.json()));
  },
};
