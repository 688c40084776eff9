import { registration } from "../../../src/verify/operations/description.js";
import { subjectOf } from "../../../src/verify/operations/operations.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { secretProperties } from "../../../src/verify/probes/plan.js";
import { type Asked, parsed } from "../reference/messages.js";
import { REFERENCE_KEY } from "../reference/provider.js";
import { answering, type Mutant, rewriting, whenStatus, withHeaders } from "./mutant.js";

const synthetic = Object(subjectOf(registration).synthetic.body);

/** How a secret may be spelled where it comes back. */
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

/** The Twilio token that a request carried, or the described one where it carried none. */
function tokenOf(asked: Asked, property: string): string {
  const sent = Object(parsed(asked))[property];
  return typeof sent === "string" && sent !== "" ? sent : String(synthetic[property]);
}

/** Whichever secret, wherever it may come back. */
export const leakMutants: readonly Mutant[] = [
  ...secretProperties.flatMap(({ name: property }) => leaksOf(property, property, (asked) => tokenOf(asked, property))),
  ...leaksOf("the API key", "api-key", () => REFERENCE_KEY),
  ...secretProperties.map(({ name: property }) =>
    answering(
      `gives ${property} back beside the number`,
      whenStatus(200),
      rewriting((value, asked) => withAt(value, ["data", property], tokenOf(asked, property))),
      [`secrets/${property}`, "addTwilioNumber.200/described-properties"],
    ),
  ),
  answering(
    "gives the API key back escaped, character by character",
    whenStatus(200),
    ({ body }) => ({ body: String(body).replace('"Success"', `"${escapedByCode(REFERENCE_KEY)}"`) }),
    ["secrets/api-key"],
  ),
  answering(
    "lists the key's header at an undescribed path",
    whenStatus(404),
    rewriting((_, { headers }) => ({ message: `no route; you sent ${headers.authorization}` })),
    ["secrets/api-key"],
  ),
];

function leaksOf(subject: string, id: string, secretOf: (asked: Asked) => string): Mutant[] {
  const caughtBy = [`secrets/${id}`];
  return [
    ...SPELLINGS.flatMap(([name, spell]) => [
      answering(
        `gives ${subject} back ${name} in its message`,
        whenStatus(200),
        rewriting((value, asked) => withAt(value, ["message"], spell(secretOf(asked)))),
        caughtBy,
      ),
      answering(
        `gives ${subject} back ${name} in an error`,
        whenStatus(400),
        rewriting((value, asked) => withAt(value, ["message"], spell(secretOf(asked)))),
        caughtBy,
      ),
    ]),
    answering(
      `gives ${subject} back in a header`,
      whenStatus(200),
      withHeaders((asked) => ({ "x-debug": `sent ${secretOf(asked)}` })),
      caughtBy,
    ),
  ];
}

function escapedByCode(text: string): string {
  return [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
