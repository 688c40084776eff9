import { at, listing } from "./description.js";
import type { Facts } from "./facts.js";

const [voiceAgentId, , , provider] = ["voiceAgentId", "skip", "take", "provider"].map((name) => {
  const found = listing.parameters.find((each) => each.name === name);
  return at(found?.schemaPointer.replace(/\/schema$/, "") ?? "") as { example: string; schema: { enum?: string[] } };
});

export const listPhoneNumbers: Facts = {
  noun: "request for the list",
  changes: false,
  valid: {
    "": {},
    "?take=1": { query: { take: "1" } },
    "?skip=2&take=1": { query: { skip: "2", take: "1" }, isUncertain: true },
    ...Object.fromEntries(
      (provider?.schema.enum ?? []).map((each) => [`?provider=${each}`, { query: { provider: each } }]),
    ),
    "?voiceAgentId": { query: { voiceAgentId: voiceAgentId?.example ?? "" }, isUncertain: true },
  },
};
