import { createClient, OPERATIONS } from "../../../../.output/bench/redocly.mjs";

export default (serverUrl, fetch) => {
  const client = createClient(OPERATIONS, { serverUrl, fetch, auth: { apiKey: { apiKey: "Token an-api-key" } } });
  return async (body) => (await client.addTwilioNumber({ body })).data;
};
