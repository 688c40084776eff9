// Preloaded before a sample, so that it runs exactly as shown. What the sample sends to Hamsa goes to the Prism
// mock, which returns the responses that the test chose. A request to any other host throws.
import { serverUrl } from "../../../src/verify/operations/description.js";

const { PRISM_URL = "", PREFER = "", PREFER_LIST = PREFER } = process.env;
const send = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = String(input);
  if (!url.startsWith(`${serverUrl}/`)) throw new Error(`A sample sends a request to ${url}, which is not Hamsa.`);
  const headers = new Headers(init?.headers);
  headers.set("Prefer", (init?.method ?? "GET") === "GET" ? PREFER_LIST : PREFER);
  return send(url.replace(serverUrl, PRISM_URL), { ...init, headers });
};
