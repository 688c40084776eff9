import { operations, security } from "../../../src/verify/operations/description.js";
import { a, type Subject, subjects } from "../../../src/verify/operations/operations.js";
import { badCredentials, credentialId } from "../../../src/verify/probes/bad-credentials.js";
import { brokenConstraints } from "../../../src/verify/probes/constraints.js";
import { subjectsWithBody } from "../../../src/verify/probes/protocol.js";
import { parseJson, type ReceivedRequest } from "../reference/messages.js";
import { conforming, isFor, pathOf, REFERENCE_KEY, referenceProvider } from "../reference/provider.js";
import { changeReply, changeRules, type Mutant, type When, whenStatus } from "./mutant.js";

const validHeader = `Token ${REFERENCE_KEY}`;
const everyBadCredential = subjects.flatMap((subject) => badCredentials.map((each) => credentialId(subject, each)));
const everyContent = [
  ...brokenConstraints.map(({ id }) => id),
  ...subjectsWithBody.flatMap(({ id }) =>
    ["malformed-json", "media-type", "empty-body"].map((name) => `${id}.protocol/${name}`),
  ),
];

/** A provider that accepts other keys than its own, caught by each bad credential that it accepts. */
function acceptKeys(name: string, isAccepted: (authorization: string | undefined) => boolean): Mutant {
  const isKey = (given: string | undefined) => given === validHeader || isAccepted(given);
  const accepted = badCredentials.filter(({ header }) => isKey(header(REFERENCE_KEY)[security.header]?.trim()));
  const caughtBy = subjects.flatMap((subject) => accepted.map((each) => credentialId(subject, each)));
  return changeRules(name, { isKey }, caughtBy);
}

/** Requests that are accepted and should not be. */
export const acceptingTooMuch: readonly Mutant[] = [
  acceptKeys("requires no key", (given) => given === undefined),
  acceptKeys("accepts the bare key", (given) => given === REFERENCE_KEY),
  acceptKeys("accepts Bearer", (given) => given === `Bearer ${REFERENCE_KEY}`),
  acceptKeys("accepts Token without a key", (given) => given === "Token"),
  acceptKeys("accepts any key after Token", (given = "") => /^Token ./.test(given)),
  acceptKeys(
    "accepts a key that begins as its own does",
    (given = "x") => validHeader.startsWith(given) && given.length > 20,
  ),
  acceptKeys("accepts a key that continues after its own", (given = "") => given.startsWith(validHeader)),
  acceptKeys("compares the first eight characters of a key", (given = "") =>
    given.startsWith(validHeader.slice(0, 14)),
  ),
  acceptKeys("overlooks the case of a key", (given = "") => given.toLowerCase() === validHeader.toLowerCase()),
  acceptKeys("accepts anything as Authorization", (given) => given !== undefined),
  acceptKeys("authenticates no request", () => true),
  changeRules(
    "takes JSON of any media type",
    { isMediaType: () => true },
    subjectsWithBody.map(({ id }) => `${id}.protocol/media-type`),
  ),
  changeRules(
    "serves any path",
    {
      operationOf: (request) =>
        conforming.operationOf(request) ?? operations.find(({ method }) => method === request.method),
    },
    ["protocol/unknown-path"],
  ),
  changeRules(
    "serves any method",
    { operationOf: (request) => operations.find(({ path }) => path === pathOf(request)) },
    subjects.map(({ id }) => `${id}.protocol/wrong-method`),
  ),
  ...subjectsWithBody.flatMap((subject) => [
    repairRequest(subject, `reads ${a(subject.noun)} whose JSON ends too early`, isMalformed, "malformed-json"),
    repairRequest(subject, `completes ${a(subject.noun)} without a body`, ({ body }) => body === "", "empty-body"),
  ]),
];

/** A provider that replaces an invalid body with a valid one. */
function repairRequest(
  subject: Subject,
  name: string,
  when: (request: ReceivedRequest) => boolean,
  check: string,
): Mutant {
  const conforming = referenceProvider();
  const repaired = JSON.stringify(subject.synthetic.body);
  const provider: Mutant["provider"] = (request) =>
    conforming(isFor(subject.operation, request) && when(request) ? { ...request, body: repaired } : request);
  return { name, provider, caughtBy: [`${subject.id}.protocol/${check}`] };
}

function isMalformed({ body }: ReceivedRequest): boolean {
  return body !== "" && parseJson({ body }) === undefined;
}

const whenRejected =
  (status: number, which: (request: ReceivedRequest) => boolean = () => true): When =>
  (reply, request) =>
    reply.status === status && which(request);

function lacksLabel(request: ReceivedRequest): boolean {
  const value = parseJson(request);
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("label" in value);
}

const overMalformed = subjectsWithBody.map(({ id }) => `${id}.protocol/malformed-json`);

/** Servers that crash because of an invalid request, or reject it with the wrong status. */
export const breakingDown: readonly Mutant[] = [
  changeReply("crashes because of malformed JSON", whenRejected(400, isMalformed), () => ({ status: 500 }), [
    ...overMalformed,
    "400/status",
  ]),
  changeReply(
    "resets the connection because of malformed JSON",
    whenRejected(400, isMalformed),
    () => ({ delivery: "reset" }),
    [...overMalformed, "every-response/complete"],
  ),
  changeReply(
    "crashes because of a missing label",
    (reply, request) => whenStatus(400)(reply, request) && lacksLabel(request),
    () => ({ status: 500 }),
    ["AddTwilioNumberRequest.label/required", "400/status"],
  ),
  changeReply("crashes because of a missing key", whenRejected(401), () => ({ status: 500 }), [
    ...everyBadCredential,
    "401/status",
  ]),
  changeReply(
    "redirects requests without a key to a login page",
    whenRejected(401),
    () => ({ status: 302, headers: { location: "/login" }, body: "" }),
    [...everyBadCredential, "every-response/redirect"],
  ),
  changeReply(
    "responds with 200 and success: false instead of a rejection",
    whenRejected(400),
    () => ({ status: 200, body: JSON.stringify({ success: false, message: "No" }) }),
    everyContent,
  ),
  changeReply("rejects a key with 404", whenRejected(401), () => ({ status: 404 }), ["401/status"]),
  changeReply("rejects content with 403", whenRejected(400), () => ({ status: 403 }), ["400/status"]),
];
