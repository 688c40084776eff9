import { createHamsaClient } from "../../../../.output/bench/hamsa-twilio/src/index.js";

export default (baseUrl, fetch) => {
  const hamsa = createHamsaClient({ apiKey: "an-api-key", baseUrl, fetch });
  return (body) => hamsa.addTwilioNumber(body);
};
