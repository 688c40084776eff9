import { security } from "../../../src/verify/operations/contract.js";
import { operations } from "../../../src/verify/operations/description.js";
import { a, type Subject, subjects } from "../../../src/verify/operations/operations.js";
import { badCredentials, credentialId } from "../../../src/verify/probes/bad-credentials.js";
import { broken } from "../../../src/verify/probes/constraints.js";
import { withBody } from "../../../src/verify/probes/protocol.js";
import { type Asked, parsed } from "../reference/messages.js";
import { conforming, isFor, pathOf, REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { answering, type Mutant, type When, whenStatus, withRules } from "./mutant.js";

const right = `Token ${REFERENCE_KEY}`;
const everyBadCredential = subjects.flatMap((subject) => badCredentials.map((each) => credentialId(subject, each)));
const everyContent = [
  ...broken.map(({ id }) => id),
  ...withBody.flatMap(({ id }) =>
    ["malformed-json", "media-type", "empty-body"].map((name) => `${id}.protocol/${name}`),
  ),
];

/** A provider that accepts other keys than its own, caught by each bad credential that it accepts. */
function accepting(name: string, isAccepted: (authorization: string | undefined) => boolean): Mutant {
  const isKey = (given: string | undefined) => given === right || isAccepted(given);
  const accepted = badCredentials.filter(({ header }) => isKey(header(REFERENCE_KEY)[security.header]?.trim()));
  const caughtBy = subjects.flatMap((subject) => accepted.map((each) => credentialId(subject, each)));
  return withRules(name, { isKey }, caughtBy);
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
  withRules(
    "takes JSON of any media type",
    { isMediaType: () => true },
    withBody.map(({ id }) => `${id}.protocol/media-type`),
  ),
  withRules(
    "serves any path",
    {
      operationOf: (asked) => conforming.operationOf(asked) ?? operations.find(({ method }) => method === asked.method),
    },
    ["protocol/unknown-path"],
  ),
  withRules(
    "serves any method",
    { operationOf: (asked) => operations.find(({ path }) => path === pathOf(asked)) },
    subjects.map(({ id }) => `${id}.protocol/wrong-method`),
  ),
  ...withBody.flatMap((subject) => [
    repairing(subject, `reads ${a(subject.noun)} whose JSON ends too early`, isMalformed, "malformed-json"),
    repairing(subject, `goes on with ${a(subject.noun)} without a body`, ({ body }) => body === "", "empty-body"),
  ]),
];

/** A provider that goes on with a proper request where it got none. */
function repairing(subject: Subject, name: string, when: (asked: Asked) => boolean, check: string): Mutant {
  const proper = referenceProvider();
  const repaired = JSON.stringify(subject.synthetic.body);
  const provider: Mutant["provider"] = (asked) =>
    proper(isFor(subject.operation, asked) && when(asked) ? { ...asked, body: repaired } : asked);
  return { name, provider, caughtBy: [`${subject.id}.protocol/${check}`] };
}

function isMalformed({ body }: Asked): boolean {
  return body !== "" && parsed({ body }) === undefined;
}

const refusedAs =
  (status: number, which: (asked: Asked) => boolean = () => true): When =>
  (reply, asked) =>
    reply.status === status && which(asked);

function lacksLabel(asked: Asked): boolean {
  const value = parsed(asked);
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("label" in value);
}

const overMalformed = withBody.map(({ id }) => `${id}.protocol/malformed-json`);

/** Requests over which a server breaks down, or which it refuses by a status that is no refusal. */
export const breakingDown: readonly Mutant[] = [
  answering("breaks down over malformed JSON", refusedAs(400, isMalformed), () => ({ status: 500 }), [
    ...overMalformed,
    "400/status",
  ]),
  answering("resets the connection over malformed JSON", refusedAs(400, isMalformed), () => ({ delivery: "reset" }), [
    ...overMalformed,
    "every-answer/whole",
  ]),
  answering(
    "breaks down over a missing label",
    (reply, asked) => whenStatus(400)(reply, asked) && lacksLabel(asked),
    () => ({ status: 500 }),
    ["AddTwilioNumberRequest.label/required", "400/status"],
  ),
  answering("breaks down over a missing key", refusedAs(401), () => ({ status: 500 }), [
    ...everyBadCredential,
    "401/status",
  ]),
  answering(
    "sends who has no key to a login page",
    refusedAs(401),
    () => ({ status: 302, headers: { location: "/login" }, body: "" }),
    [...everyBadCredential, "every-answer/redirect"],
  ),
  answering(
    "answers 200 with success: false to what it refuses",
    refusedAs(400),
    () => ({ status: 200, body: JSON.stringify({ success: false, message: "No" }) }),
    everyContent,
  ),
  answering("refuses a key with 404", refusedAs(401), () => ({ status: 404 }), ["401/status"]),
  answering("refuses content with 403", refusedAs(400), () => ({ status: 403 }), ["400/status"]),
];
