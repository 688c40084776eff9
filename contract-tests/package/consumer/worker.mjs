import * as hamsa from "hamsa-twilio";
import { contractProgram } from "./contract-program.mjs";

export default {
  async fetch(request) {
    return Response.json(await contractProgram(hamsa, await request.json()));
  },
};
