import { createHamsaClient } from "hamsa-twilio";
import { postgresAttempts } from "hamsa-twilio/attempts";
import { createMockFetch } from "hamsa-twilio/testing";
import nodeFetch from "node-fetch";
import { Pool } from "pg";
import { ProxyAgent, fetch as undiciFetch } from "undici";

const dispatcher = new ProxyAgent("http://127.0.0.1:8080");
const attempts = postgresAttempts(new Pool(), { account: "acme" });

export const clients = [
  createHamsaClient({ apiKey: "test-key", fetch: undiciFetch, attempts }),
  createHamsaClient({ apiKey: "test-key", fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }) }),
  createHamsaClient({ apiKey: "test-key", fetch: nodeFetch }),
  createHamsaClient({ apiKey: "test-key", fetch: globalThis.fetch }),
  createHamsaClient({ apiKey: "test-key", fetch: createMockFetch() }),
  createHamsaClient({ apiKey: "test-key", fetch: (url: RequestInfo | URL, init?: RequestInit) => fetch(url, init) }),
];
