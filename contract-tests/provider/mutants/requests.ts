import { security } from "../../support/contract.js";
import { registration } from "../../support/description.js";
import { badCredentials } from "../probes/bad-credentials.js";
import { broken, constraintId } from "../probes/constraints.js";
import { LIST, requestSchema, synthetic } from "../probes/plan.js";
import { type Asked, parsed } from "../reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { answering, type Mutant, whenStatus, withRules } from "./mutant.js";

const right = `Token ${REFERENCE_KEY}`;
const conforming = referenceProvider();
const everyBadCredential = badCredentials.map(({ id }) => id);
const everyContent = [
  ...broken.map(({ constraint }) => constraintId(constraint, requestSchema)),
  ...["malformed-json", "media-type", "empty-body"].map((name) => `protocol/${name}`),
];

/** A provider that accepts other keys than its own, caught by each bad credential that it accepts. */
function accepting(name: string, isAccepted: (authorization: string | undefined) => boolean): Mutant {
  const isKey = (given: string | undefined) => given === right || isAccepted(given);
  const accepted = badCredentials.filter(({ header }) => isKey(header(REFERENCE_KEY)[security.header]?.trim()));
  return withRules(
    name,
    { isKey },
    accepted.flatMap(({ id }) => [id, `${LIST}.${id}`]),
  );
}

/** Requests that are accepted and should not be. */
export const acceptingTooMuch: readonly Mutant[] = [
  accepting("asks for no key", (given) => given === undefined),
  accepting("accepts the bare key", (given) => given === REFERENCE_KEY),
  accepting("accepts Bearer", (given) => given === `Bearer ${REFERENCE_KEY}`),
  accepting("accepts Token without a key", (given) => given === "Token"),
  accepting("accepts any key after Token", (given = "") => /^Token ./.test(given)),
  accepting("accepts a key that begins as its own does", (given = "x") => right.startsWith(given) && given.length > 20),
  accepting("accepts a key that goes on after its own", (given = "") => given.startsWith(right)),
  accepting("compares the first eight characters of a key", (given = "") => given.startsWith(right.slice(0, 14))),
  accepting("overlooks the case of a key", (given = "") => given.toLowerCase() === right.toLowerCase()),
  accepting("accepts anything as Authorization", (given) => given !== undefined),
  accepting("authenticates nobody", () => true),
  withRules("takes JSON of any media type", { isMediaType: () => true }, ["protocol/media-type"]),
  withRules("serves any path", { isOperation: ({ method }) => method === registration.method }, [
    "protocol/unknown-path",
  ]),
  withRules("serves any method", { isOperation: ({ path }) => path === registration.path }, ["protocol/wrong-method"]),
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
  answering("breaks down over a missing key", whenStatus(401), () => ({ status: 500 }), [
    ...everyBadCredential,
    "401/status",
  ]),
  answering(
    "sends who has no key to a login page",
    whenStatus(401),
    () => ({ status: 302, headers: { location: "/login" }, body: "" }),
    [...everyBadCredential, "every-answer/redirect"],
  ),
  answering(
    "answers 200 with success: false to what it refuses",
    whenStatus(400),
    () => ({ status: 200, body: JSON.stringify({ success: false, message: "No" }) }),
    everyContent,
  ),
  answering("refuses a key with 404", whenStatus(401), () => ({ status: 404 }), ["401/status"]),
  answering("refuses content with 403", whenStatus(400), () => ({ status: 403 }), ["400/status"]),
];
