// Preloaded before a sample, so that it runs as shown: what it sends to Hamsa reaches the Prism mock,
// with the answer that the test prefers. Anything else it would send stays here.
import { at } from "../../../src/verify/operations/description.js";

const { PRISM_URL = "", PREFER = "code=200" } = process.env;
const published = at("#/servers/0/url") as string;
const send = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = String(input);
  if (!url.startsWith(`${published}/`)) throw new Error(`a sample asks ${url}, which is not Hamsa`);
  const headers = new Headers(init?.headers);
  headers.set("Prefer", PREFER);
  return send(url.replace(published, PRISM_URL), { ...init, headers });
};
