import { createHamsaClient } from "hamsa-twilio";

export const hamsa = createHamsaClient({ apiKey: "test-key" });
export const { http } = hamsa;
