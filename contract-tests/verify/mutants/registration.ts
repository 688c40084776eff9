import { withAt } from "../../../src/verify/operations/paths.js";
import { answering, type Mutant, rewriting, whenStatus } from "./mutant.js";

const envelope = "AddTwilioNumberResponse";

/** Puts something else into one property of the number. */
function putting(name: string, path: readonly string[], value: unknown, caughtBy: readonly string[]): Mutant {
  return answering(
    `answers with ${name}`,
    whenStatus(200),
    rewriting((body) => withAt(body, path, value)),
    caughtBy,
  );
}

const data = (property: string, keyword: string) => `${envelope}.data.${property}/${keyword}`;

/** Values of the right type and the wrong form. */
const malformed: readonly Mutant[] = [
  ...["id", "userId", "voiceAgentId"].flatMap((property) => [
    putting(`a urn as ${property}`, ["data", property], "urn:uuid:3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90", [
      data(property, "format"),
    ]),
    putting(`a number in a string as ${property}`, ["data", property], "42", [data(property, "format")]),
    putting(`an empty ${property}`, ["data", property], "", [data(property, "format")]),
    putting(`${property} in braces`, ["data", property], "{3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90}", [
      data(property, "format"),
    ]),
  ]),
  ...["createdAt", "updatedAt"].flatMap((property) =>
    [
      "2026-01-15 09:30:00Z",
      "2026-01-15T09:30:00+0300",
      "2026-01-15T09:30:00",
      "2026-01-15",
      "2026-02-30T09:30:00Z",
      "1768469400",
    ].map((time) => putting(`${time} as ${property}`, ["data", property], time, [data(property, "format")])),
  ),
  putting("success as text", ["success"], "true", [`${envelope}.success/type`, `${envelope}.success/const`]),
  putting("success: false", ["success"], false, [`${envelope}.success/const`]),
  putting("isActive as a digit", ["data", "isActive"], 1, [data("isActive", "type")]),
  putting("a list of numbers", ["data"], [], [`${envelope}.data/type`]),
];

/** Well formed, and not what was asked for. */
const wrongMeaning: readonly Mutant[] = [
  putting("somebody else's number", ["data", "number"], "+14155550199", [data("number", "x-echoes")]),
  putting("the number without its plus", ["data", "number"], "14155550123", [
    data("number", "x-echoes"),
    data("number", "pattern"),
  ]),
  putting("another label", ["data", "label"], "My Twilio Number", [data("label", "x-echoes")]),
  putting("an empty label", ["data", "label"], "", [data("label", "x-echoes")]),
  putting("the account's SID", ["data", "numberSid"], "AC0123456789abcdef0123456789abcdef", [
    data("numberSid", "x-echoes"),
  ]),
  putting("a masked SID", ["data", "numberSid"], "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXX", [data("numberSid", "x-echoes")]),
  putting("a change before its creation", ["data", "updatedAt"], "2020-01-01T00:00:00Z", [
    data("updatedAt", "x-not-before"),
  ]),
  putting("a creation after its change", ["data", "createdAt"], "2999-01-01T00:00:00Z", [
    data("updatedAt", "x-not-before"),
  ]),
];

export const registrationMutants: readonly Mutant[] = [...malformed, ...wrongMeaning];
