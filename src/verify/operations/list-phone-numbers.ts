import { listing } from "./description.js";
import type { Facts } from "./facts.js";

const parameters = Object.fromEntries(listing.parameters.map((each) => [each.name, each]));

const byProvider = (parameters.provider?.schema.keywords.enum ?? []).map((provider) => [
  `?provider=${provider}`,
  { query: { provider } },
]);

export const listPhoneNumbers: Facts = {
  noun: "request for the list",
  changes: false,
  valid: {
    "": {},
    "?take=1": { query: { take: "1" } },
    "?skip=2&take=1": { query: { skip: "2", take: "1" }, isUncertain: true },
    ...Object.fromEntries(byProvider),
    "?voiceAgentId": { query: { voiceAgentId: parameters.voiceAgentId?.example ?? "" }, isUncertain: true },
  },
};
