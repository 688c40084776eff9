import { listing, registration } from "../../src/verify/operations/description.js";
import { json, type Provider } from "./reference/messages.js";
import { isFor, referenceProvider } from "./reference/provider.js";

/** A server with eight faults: keys, bodies, a date, a status, a header, a list item, a leak, an undescribed property. */
export const manyFaults = (): Provider => {
  const lax = referenceProvider({ isKey: () => true });
  return (request) => {
    const reply = lax(request);
    if (reply.status === 400) return json(500, { message: "Oops" });
    if (reply.status !== 200) return reply;
    const value = JSON.parse(String(reply.body));
    if (isFor(registration, request)) {
      const data = { ...value.data, createdAt: "2026-11-25 17:41:35Z", isActive: "yes", internal: 1 };
      return { ...reply, body: JSON.stringify({ ...value, data, message: request.headers.authorization }) };
    }
    if (request.path !== listing.path) return reply;
    const data = value.data.map((item: object, index: number) =>
      index === 1 ? { ...item, createdAt: "yesterday" } : item,
    );
    return { ...reply, headers: { "content-type": "text/json" }, body: JSON.stringify({ ...value, data }) };
  };
};
