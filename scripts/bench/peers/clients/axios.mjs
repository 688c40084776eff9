import axios from "axios";

/** Over its own HTTP adapter, as it comes; only a stub must go through its adapter for fetch. */
export default (baseURL, fetch) => {
  const over = fetch === globalThis.fetch ? {} : { adapter: "fetch", env: { fetch, Request, Response } };
  const client = axios.create({ baseURL, headers: { Authorization: "Token an-api-key" }, ...over });
  return async (body) => (await client.post("/v1/voice-agents/twilio/phone-number", body)).data.data;
};
