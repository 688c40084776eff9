import { randomUUID } from "node:crypto";
import { requestBody, security } from "../../support/contract.js";
import { listing, registration } from "../../support/description.js";
import { violatedConstraints } from "../../support/violated-constraints.js";
import { requestSchema } from "../probes/plan.js";
import { type Kept, keep, listed, numbersToBeginWith } from "./list.js";
import { type Asked, json, type Provider, parsed, type Reply } from "./messages.js";

/** What a mutant may do otherwise; the reference provider does each as the description says. */
export interface Rules {
  /** Whether a request is for the registration. */
  isOperation(asked: Asked): boolean;
  isKey(authorization: string | undefined): boolean;
  isMediaType(contentType: string | undefined): boolean;
  /** Constraints of the request that a value breaks, as pointers into the description. */
  violations(request: unknown): readonly string[];
}

/** The key that a reference provider accepts. */
export const REFERENCE_KEY = "reference-api-key-0f1e2d3c";

const conforming: Rules = {
  isOperation: ({ method, path }) => method === registration.method && path === registration.path,
  isKey: (authorization) => authorization === `Token ${REFERENCE_KEY}`,
  isMediaType: (contentType = "") => contentType.split(";")[0]?.trim().toLowerCase() === requestBody.mediaType,
  violations: (request) => violatedConstraints(request, requestSchema),
};

/**
 * The smallest server that keeps the contract: it judges requests by the description, and by nothing of
 * its own. It keeps what it registered for as long as it lives.
 */
export function referenceProvider(rules: Partial<Rules> = {}): Provider {
  const { isOperation, isKey, isMediaType, violations } = { ...conforming, ...rules };
  const userId = randomUUID();
  const kept = numbersToBeginWith(userId);
  return (asked) => {
    const isList = asked.method === listing.method && pathOf(asked) === listing.path;
    if (!isList && !isOperation(asked)) return json(404, { message: "There is no such route" });
    if (!isKey(asked.headers[security.header.toLowerCase()])) return json(401, { message: "The API key is not valid" });
    if (isList) return listed(kept, asked);
    if (!isMediaType(asked.headers["content-type"])) return json(400, { message: `Send ${requestBody.mediaType}` });
    const request = parsed(asked);
    if (request === undefined) return json(400, { message: "The body is not whole JSON" });
    const [violation] = violations(request);
    if (violation !== undefined)
      return json(400, { message: `The body breaks ${violation}`, messageKey: "errors.validation" });
    return registered(request, userId, kept);
  };
}

/** The path alone, without the query. */
function pathOf({ path }: Asked): string {
  return path.replace(/\?.*$/, "");
}

function registered(request: unknown, userId: string, kept: Kept[]): Reply {
  const { phoneNumber, label, twilioNumberSid } = Object(request);
  const now = new Date().toISOString();
  const data = {
    id: randomUUID(),
    number: phoneNumber,
    label,
    numberSid: twilioNumberSid,
    isActive: true,
    userId,
    voiceAgentId: null,
    createdAt: now,
    updatedAt: now,
  };
  const { numberSid: _, isActive: __, ...shown } = data;
  keep(kept, { ...shown, type: "TWILIO" });
  return json(200, { success: true, message: "Success", data });
}
