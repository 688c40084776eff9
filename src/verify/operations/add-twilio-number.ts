import type { Facts } from "./facts.js";

export const addTwilioNumber: Facts = {
  noun: "registration",
  changes: true,
  bodyFrom: (params) => params,
};
