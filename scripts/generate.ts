import { DESCRIPTION, TWILIO_DESCRIPTION } from "./generation/bundle.js";
import { GENERATED, generateInto } from "./generation/generate-into.js";
import { runScript } from "./support/cli.js";

await runScript(async () => {
  console.log(`Generating from ${DESCRIPTION} and ${TWILIO_DESCRIPTION} …`);
  await generateInto("generated");
  for (const file of GENERATED) console.log(`  generated/${file}`);
});
