import { expect, test } from "vitest";
import { EACH } from "../../src/verify/operations/constraints.js";
import { describeConstraint } from "../../src/verify/probes/constraints.js";

test.for<[sentence: string, keyword: string, limit: unknown, path?: readonly string[]]>([
  ["the body is of type object", "type", "object"],
  ["phoneNumber is present", "required", "phoneNumber"],
  ["data[].createdAt is present", "required", "createdAt", ["data", EACH]],
  ["label is of type string", "type", "string", ["label"]],
  ["data[].label is of type string or null", "type", ["string", "null"], ["data", EACH, "label"]],
  ["success is true", "const", true, ["success"]],
  ['type is "SIP"', "const", "SIP", ["type"]],
  ["label has at least 1 character", "minLength", 1, ["label"]],
  ["label has at least 2 characters", "minLength", 2, ["label"]],
  ["skip matches ^[0-9]+$", "pattern", "^[0-9]+$", ["skip"]],
  ["data.createdAt is a date-time", "format", "date-time", ["data", "createdAt"]],
  ['provider has enum ["TWILIO","SIP"]', "enum", ["TWILIO", "SIP"], ["provider"]],
  ["data has maxItems 100", "maxItems", 100, ["data"]],
  ["the body has additionalProperties false", "additionalProperties", false],
])("a constraint reads: %s", ([sentence, keyword, limit, path = []]) => {
  expect(describeConstraint({ pointer: "#", keyword, limit, path, level: "documented" })).toBe(sentence);
});
