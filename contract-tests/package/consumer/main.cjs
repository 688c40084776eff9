const hamsa = require("hamsa-twilio");
const attempts = require("hamsa-twilio/attempts");
const testing = require("hamsa-twilio/testing");

import("./contract-program.mjs").then(async ({ contractProgram }) => {
  console.log(JSON.stringify(await contractProgram({ hamsa, attempts, testing }, JSON.parse(process.argv[2]))));
});
