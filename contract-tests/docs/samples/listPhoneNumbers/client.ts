import { createHamsaClient, HamsaError } from "hamsa-twilio";

const hamsa = createHamsaClient({ apiKey: process.env.HAMSA_API_KEY });

try {
  for await (const { number, label } of hamsa.listPhoneNumbers({ provider: "TWILIO" })) {
    console.log(`${number} is "${label}".`);
  }
  const found = await hamsa.findPhoneNumber("+14155550123");
  console.log(found ? `It is registered as ${found.id}.` : "It is not in the list.");
} catch (error) {
  if (!(error instanceof HamsaError)) throw error;
  console.error(`${error.name}: ${error.message}`);
  process.exitCode = 1;
}
