import { withAt } from "../../../src/verify/operations/paths.js";
import { changeReply, type Mutant, rewriteJson, whenStatus } from "./mutant.js";

const envelope = "AddTwilioNumberResponse";

/** Replaces one property of the number. */
function putAt(name: string, path: readonly string[], value: unknown, caughtBy: readonly string[]): Mutant {
  return changeReply(
    `responds with ${name}`,
    whenStatus(200),
    rewriteJson((body) => withAt(body, path, value)),
    caughtBy,
  );
}

/** The list has what was registered, so another value also disagrees with it. */
const inList = (property: string) => `ListPhoneNumbersResponse.data[].${property}/x-same-as`;

const data = (property: string, keyword: string) => `${envelope}.data.${property}/${keyword}`;

/** Values of the right type and the wrong form. */
const malformed: readonly Mutant[] = [
  ...["id", "userId", "voiceAgentId"].flatMap((property) => [
    putAt(`a urn as ${property}`, ["data", property], "urn:uuid:3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90", [
      data(property, "format"),
    ]),
    putAt(`a number in a string as ${property}`, ["data", property], "42", [data(property, "format")]),
    putAt(`an empty ${property}`, ["data", property], "", [data(property, "format")]),
    putAt(`${property} in braces`, ["data", property], "{3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90}", [
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
    ].map((time) => putAt(`${time} as ${property}`, ["data", property], time, [data(property, "format")])),
  ),
  putAt("success as a string", ["success"], "true", [`${envelope}.success/type`, `${envelope}.success/const`]),
  putAt("success: false", ["success"], false, [`${envelope}.success/const`]),
  putAt("isActive as a digit", ["data", "isActive"], 1, [data("isActive", "type")]),
  putAt("a list of numbers", ["data"], [], [`${envelope}.data/type`]),
];

/** Well formed, but not what was sent. */
const wrongMeaning: readonly Mutant[] = [
  putAt("another number", ["data", "number"], "+14155550199", [data("number", "x-echoes")]),
  putAt("the number without its plus", ["data", "number"], "14155550123", [
    data("number", "x-echoes"),
    data("number", "pattern"),
  ]),
  putAt("another label", ["data", "label"], "My Twilio Number", [data("label", "x-echoes"), inList("label")]),
  putAt("an empty label", ["data", "label"], "", [data("label", "x-echoes"), inList("label")]),
  putAt("the account's SID", ["data", "numberSid"], "AC0123456789abcdef0123456789abcdef", [
    data("numberSid", "x-echoes"),
  ]),
  putAt("a placeholder as SID", ["data", "numberSid"], "PNXXXXXXXXXXXXXXXXXXXXXXXXXXXX", [
    data("numberSid", "x-echoes"),
  ]),
  putAt("a change before its creation", ["data", "updatedAt"], "2020-01-01T00:00:00Z", [
    data("updatedAt", "x-not-before"),
  ]),
  putAt("a creation after its change", ["data", "createdAt"], "2999-01-01T00:00:00Z", [
    data("updatedAt", "x-not-before"),
    inList("createdAt"),
  ]),
];

export const registrationMutants: readonly Mutant[] = [...malformed, ...wrongMeaning];
