import { addTwilioNumber, createClient, createConfig } from "../../../../.output/bench/hey-api.mjs";

export default (baseUrl, fetch) => {
  const client = createClient(createConfig({ baseUrl, fetch, headers: { Authorization: "Token an-api-key" } }));
  return async (body) => (await addTwilioNumber({ client, body })).data.data;
};
