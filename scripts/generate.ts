import { DESCRIPTION } from "./generation/bundle.js";
import { GENERATED, generateInto } from "./generation/generate-into.js";
import { runScript } from "./support/cli.js";

await runScript(async () => {
  console.log(`Generating from ${DESCRIPTION} …`);
  await generateInto("generated");
  for (const file of GENERATED) console.log(`  generated/${file}`);
});
