import createClient from "openapi-fetch";

export default (baseUrl, fetch) => {
  const client = createClient({ baseUrl, fetch });
  client.use({
    onRequest({ request }) {
      request.headers.set("Authorization", "Token an-api-key");
      return request;
    },
  });
  return async (body) => (await client.POST("/v1/voice-agents/twilio/phone-number", { body })).data.data;
};
