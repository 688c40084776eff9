import ky from "ky";

export default (baseUrl, fetch) => {
  const client = ky.create({ prefixUrl: baseUrl, fetch, headers: { Authorization: "Token an-api-key" } });
  return async (json) => (await client.post("v1/voice-agents/twilio/phone-number", { json }).json()).data;
};
