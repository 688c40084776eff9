const hamsa = require("hamsa-twilio");

import("./contract-program.mjs").then(async ({ contractProgram }) => {
  console.log(JSON.stringify(await contractProgram(hamsa, JSON.parse(process.argv[2]))));
});
