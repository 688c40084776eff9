import { describe, expect, test } from "vitest";
import { formats } from "../../openapi/formats.js";
import type { JsonSchema, Schema } from "../../openapi/read.js";
import { constraintsOfSchema } from "../../openapi/rules.js";
import { LEVELS } from "../../openapi/vocabulary.js";
import { description, operations, registration, schemas } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { strictAjv } from "../support/ajv.js";

describe("every schema", () => {
  test.for(Object.values(schemas))("$name compiles in the strictest reading", ({ pointer }) => {
    expect(strictAjv(description.document).getSchema(`openapi${pointer}`)).toBeTypeOf("function");
  });

  test.for(Object.values(schemas))("$name has a known level for each of its constraints", (schema) => {
    const levels = [schema, ...partsOf(schema)].flatMap(({ pointer, keywords }) =>
      constraintsOfSchema(keywords).map((keyword) => [`${pointer}/${keyword}`, levelsFor(keywords, keyword)] as const),
    );
    expect(levels.length).toBeGreaterThan(0);
    const unknown = levels.filter(([, names]) => !names.every((name) => LEVELS.some((level) => level === name)));
    expect(unknown).toEqual([]);
  });
});

describe("every example", () => {
  const ofBodies = operations.flatMap(({ operationId, request, responses }) =>
    [...(request ? [{ ...request, status: "request" }] : []), ...Object.values(responses)].flatMap(
      ({ status, schema, examples }) =>
        Object.entries(examples).map(([name, { value }]) => ({ operationId, status, name, value, schema })),
    ),
  );

  test.for(ofBodies)("of $operationId, $status, $name, is valid", ({ value, schema }) => {
    expect(violatedConstraints(value, schema)).toEqual([]);
  });

  test.for(operations.flatMap(({ parameters }) => parameters))("of the parameter $name is valid", (parameter) => {
    expect(violatedConstraints(parameter.example, parameter.schema)).toEqual([]);
  });

  const ofProperties = Object.values(schemas)
    .flatMap((schema) => [schema, ...partsOf(schema)])
    .flatMap((schema) => (schema.keywords.examples ?? []).map((example) => ({ schema, example })));

  test("of a property is valid", () => {
    expect(ofProperties.length).toBeGreaterThan(30);
    for (const { schema, example } of ofProperties)
      expect([schema.pointer, violatedConstraints(example, schema)]).toEqual([schema.pointer, []]);
  });
});

/** The levels of a keyword as they are written, one or one per field; `[undefined]` if there is none. */
function levelsFor({ "x-provenance": provenance }: JsonSchema, keyword: string): readonly unknown[] {
  const level = typeof provenance === "object" ? provenance[keyword] : provenance;
  return typeof level === "object" ? Object.values(level) : [level];
}

/** Everything that a schema consists of. */
function partsOf({ properties = {}, items }: Schema): Schema[] {
  return [...Object.values(properties), ...(items ? [items] : [])].flatMap((part) => [part, ...partsOf(part)]);
}

describe("the SID patterns", () => {
  const HEX = "0123456789abcdefABCDEF0123456789";
  const wrong = (prefix: string) => [
    `${prefix}${HEX.slice(1)}`,
    `${prefix}${HEX}0`,
    `${prefix}${"X".repeat(28)}`,
    `${prefix}${"X".repeat(31)}0`,
    `${prefix}${"x".repeat(32)}`,
    `${prefix}${"g".repeat(32)}`,
    `${prefix.toLowerCase()}${HEX}`,
    `SK${HEX}`,
    HEX,
    ` ${prefix}${HEX}`,
    `${prefix}${HEX}\n`,
  ];

  test.for([
    ["twilioNumberSid", "PN"],
    ["twilioAccountSid", "AC"],
  ] as const)(
    "%s accepts Twilio's hexadecimal digits or the whole placeholder, and nothing else",
    ([field, prefix]) => {
      const schema = registration.request.schema.properties?.[field] as Schema;
      expect(violatedConstraints(`${prefix}${HEX}`, schema)).toEqual([]);
      expect(violatedConstraints(`${prefix}${"X".repeat(32)}`, schema)).toEqual([]);
      for (const value of wrong(prefix))
        expect([value, violatedConstraints(value, schema)]).toEqual([value, [`${schema.pointer}/pattern`]]);
    },
  );
});

describe("the formats are strict:", () => {
  test.for([
    ["2026-01-15T09:30:00Z", true],
    ["2026-01-15T09:30:00.123456Z", true],
    ["2026-01-15t09:30:00z", true],
    ["2026-01-15T09:30:00+03:00", true],
    ["2024-02-29T00:00:00Z", true],
    ["2000-02-29T00:00:00Z", true],
    ["2016-12-31T23:59:60Z", true],
    ["2026-01-15 09:30:00Z", false],
    ["2026-01-15T09:30:00", false],
    ["2026-01-15T09:30:00+0300", false],
    ["2026-01-15T09:30Z", false],
    ["2026-02-29T00:00:00Z", false],
    ["1900-02-29T00:00:00Z", false],
    ["2026-04-31T00:00:00Z", false],
    ["2026-13-01T00:00:00Z", false],
    ["2026-01-15T24:00:00Z", false],
    ["2026-01-15T09:60:00Z", false],
    ["1768469400", false],
  ] as const)("the date-time %s: %s", ([value, valid]) => {
    expect(formats["date-time"]?.test(value)).toBe(valid);
  });

  test.for([
    ["d949f13f-40d2-4e48-ac86-b66633070603", true],
    ["00000000-0000-0000-0000-000000000000", true],
    ["D949F13F-40D2-4E48-AC86-B66633070603", true],
    ["urn:uuid:d949f13f-40d2-4e48-ac86-b66633070603", false],
    ["{d949f13f-40d2-4e48-ac86-b66633070603}", false],
    ["d949f13f40d24e48ac86b66633070603", false],
    ["d949f13f-40d2-4e48-ac86-b6663307060", false],
    ["d949f13f-40d2-4e48-ac86-b6663307060g", false],
  ] as const)("the UUID %s: %s", ([value, valid]) => {
    expect(formats.uuid?.test(value)).toBe(valid);
  });
});
