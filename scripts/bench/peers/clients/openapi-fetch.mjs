import createClient from "openapi-fetch";

export default (baseUrl, fetch) => {
  const client = createClient({ baseUrl, fetch, headers: { Authorization: "Token an-api-key" } });
  return async (body) => (await client.POST("/v1/voice-agents/twilio/phone-number", { body })).data.data;
};
