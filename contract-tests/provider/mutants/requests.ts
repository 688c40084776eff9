import { operation } from "../../support/description.js";
import { badCredentials } from "../probes/bad-credentials.js";
import { broken, constraintId } from "../probes/constraints.js";
import { requestSchema, synthetic } from "../probes/plan.js";
import { type Asked, parsed } from "../reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { answering, type Mutant, whenStatus, withRules } from "./mutant.js";

const right = `Token ${REFERENCE_KEY}`;
const conforming = referenceProvider();
const everyKnock = badCredentials.map(({ id }) => id);
const everyContent = [
  ...broken.map(({ constraint }) => constraintId(constraint, requestSchema)),
  ...["malformed-json", "media-type", "empty-body"].map((name) => `protocol/${name}`),
];

/** Requests that are accepted and should not be. */
export const acceptingTooMuch: readonly Mutant[] = [
  withRules("asks for no key", { isKey: (given) => given === undefined || given === right }, [
    "authentication/no-header",
  ]),
  withRules("accepts the bare key", { isKey: (given) => [right, REFERENCE_KEY].includes(given ?? "") }, [
    "authentication/bare-key",
  ]),
  withRules("accepts Bearer", { isKey: (given) => [right, `Bearer ${REFERENCE_KEY}`].includes(given ?? "") }, [
    "authentication/bearer",
  ]),
  withRules("accepts Token without a key", { isKey: (given) => [right, "Token"].includes(given?.trim() ?? "") }, [
    "authentication/empty-key",
  ]),
  withRules("accepts any key after Token", { isKey: (given = "") => /^Token ./.test(given) }, [
    "authentication/wrong-key",
  ]),
  withRules(
    "accepts anything as Authorization",
    { isKey: (given) => given !== undefined },
    everyKnock.filter((id) => id !== "authentication/no-header"),
  ),
  withRules("authenticates nobody", { isKey: () => true }, everyKnock),
  withRules("takes JSON of any media type", { isMediaType: () => true }, ["protocol/media-type"]),
  withRules("serves any path", { isOperation: ({ method }) => method === operation.method }, ["protocol/unknown-path"]),
  withRules("serves any method", { isOperation: ({ path }) => path === operation.path }, ["protocol/wrong-method"]),
  repairing("reads JSON that ends too early", isMalformed, "protocol/malformed-json"),
  repairing("registers something for an empty body", ({ body }) => body === "", "protocol/empty-body"),
];

/** A provider that goes on with a proper request where it got none. */
function repairing(name: string, when: (asked: Asked) => boolean, caughtBy: string): Mutant {
  const repaired = JSON.stringify(synthetic);
  const provider: Mutant["provider"] = (asked) => conforming(when(asked) ? { ...asked, body: repaired } : asked);
  return { name, provider, caughtBy: [caughtBy] };
}

function isMalformed({ body }: Asked): boolean {
  return body !== "" && parsed({ body }) === undefined;
}

function lacksLabel(asked: Asked): boolean {
  const value = parsed(asked);
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("label" in value);
}

/** Requests over which a server breaks down, or which it refuses by a status that is no refusal. */
export const breakingDown: readonly Mutant[] = [
  answering(
    "breaks down over malformed JSON",
    ({ status }, asked) => status === 400 && isMalformed(asked),
    () => ({ status: 500 }),
    ["protocol/malformed-json", "400/status"],
  ),
  answering(
    "resets the connection over malformed JSON",
    ({ status }, asked) => status === 400 && isMalformed(asked),
    () => ({ delivery: "reset" }),
    ["protocol/malformed-json", "every-answer/whole"],
  ),
  answering(
    "breaks down over a missing label",
    ({ status }, asked) => status === 400 && lacksLabel(asked),
    () => ({ status: 500 }),
    ["AddTwilioNumberRequest.label/required", "400/status"],
  ),
  answering("breaks down over a missing key", whenStatus(401), () => ({ status: 500 }), [...everyKnock, "401/status"]),
  answering(
    "sends who has no key to a login page",
    whenStatus(401),
    () => ({ status: 302, headers: { location: "/login" }, body: "" }),
    [...everyKnock, "every-answer/redirect"],
  ),
  answering(
    "answers 200 with success: false to what it refuses",
    whenStatus(400),
    () => ({ status: 200, body: JSON.stringify({ success: false, message: "No" }) }),
    everyContent,
  ),
  answering("refuses a key with 403", whenStatus(401), () => ({ status: 403 }), ["401/status"]),
  answering("refuses content with 422", whenStatus(400), () => ({ status: 422 }), ["400/status"]),
];
