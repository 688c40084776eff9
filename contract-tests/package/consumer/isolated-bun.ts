import { createHamsaClient } from "hamsa-twilio";
import { createMockFetch } from "hamsa-twilio/testing";

export const mocked = createHamsaClient({ apiKey: "test-key", fetch: createMockFetch() });
export const real = createHamsaClient({ apiKey: "test-key", fetch });
globalThis.fetch = createMockFetch();
