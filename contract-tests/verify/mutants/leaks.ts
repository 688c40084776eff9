import { registration } from "../../../src/verify/operations/description.js";
import { subjectOf } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { secretProperties } from "../../../src/verify/probes/plan.js";
import { parseJson, type ReceivedRequest } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";
import { addHeaders, changeReply, type Mutant, rewriteJson, whenStatus } from "./mutant.js";

const synthetic = Object(subjectOf(registration).synthetic.body);

/** How a returned secret may be spelled. */
const SPELLINGS: readonly (readonly [name: string, spell: (secret: string) => string])[] = [
  ["plain", (secret) => secret],
  ["in capitals", (secret) => secret.toUpperCase()],
  ["in base64", (secret) => Buffer.from(secret).toString("base64")],
  ["in hexadecimal", (secret) => Buffer.from(secret).toString("hex")],
  ["without its first and last characters", (secret) => secret.slice(5, -5)],
  ["with spaces between its parts", (secret) => secret.replace(/.{4}/g, "$& ")],
  ["in base64 after an account", (secret) => Buffer.from(`AC0123:${secret}`).toString("base64")],
  ["in a URL", (secret) => `https://hooks.example/?t=${encodeURIComponent(secret)}`],
  ["within a sentence", (secret) => `could not log in with ${secret}, sorry`],
];

/** The Twilio token of a request, or of the description's example if the request has none. */
function tokenOf(request: ReceivedRequest, property: string): string {
  const sent = Object(parseJson(request))[property];
  return typeof sent === "string" && sent !== "" ? sent : String(synthetic[property]);
}

/** Each secret, in each place where a server may return it. */
export const leakMutants: readonly Mutant[] = [
  ...secretProperties.flatMap(({ name: property }) =>
    leaksOf(property, property, (request) => tokenOf(request, property)),
  ),
  ...leaksOf("the API key", "api-key", () => REFERENCE_KEY),
  ...secretProperties.map(({ name: property }) =>
    changeReply(
      `returns ${property} next to the number`,
      whenStatus(200),
      rewriteJson((value, request) => withAt(value, ["data", property], tokenOf(request, property))),
      [`secrets/${property}`, "addTwilioNumber.200/described-properties"],
    ),
  ),
  changeReply(
    "returns the API key escaped, character by character",
    whenStatus(200),
    ({ body }) => ({ body: String(body).replace('"Success"', `"${escapedByCode(REFERENCE_KEY)}"`) }),
    ["secrets/api-key"],
  ),
  changeReply(
    "returns the Authorization header at an undescribed path",
    whenStatus(404),
    rewriteJson((_, { headers }) => ({ message: `no route; you sent ${headers.authorization}` })),
    ["secrets/api-key"],
  ),
];

function leaksOf(subject: string, id: string, secretOf: (request: ReceivedRequest) => string): Mutant[] {
  const caughtBy = [`secrets/${id}`];
  return [
    ...SPELLINGS.flatMap(([name, spell]) => [
      changeReply(
        `returns ${subject} ${name} in its message`,
        whenStatus(200),
        rewriteJson((value, request) => withAt(value, ["message"], spell(secretOf(request)))),
        caughtBy,
      ),
      changeReply(
        `returns ${subject} ${name} in an error`,
        whenStatus(400),
        rewriteJson((value, request) => withAt(value, ["message"], spell(secretOf(request)))),
        caughtBy,
      ),
    ]),
    changeReply(
      `returns ${subject} in a header`,
      whenStatus(200),
      addHeaders((request) => ({ "x-debug": `sent ${secretOf(request)}` })),
      caughtBy,
    ),
  ];
}

function escapedByCode(text: string): string {
  return [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
