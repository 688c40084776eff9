import { createFetch } from "ofetch";

export default (baseURL, fetch) => {
  const client = createFetch({ fetch, defaults: { baseURL, headers: { Authorization: "Token an-api-key" } } });
  return async (body) => (await client("/v1/voice-agents/twilio/phone-number", { method: "POST", body })).data;
};
