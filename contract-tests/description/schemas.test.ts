import { describe, expect, test } from "vitest";
import { formats } from "../../openapi/formats.js";
import { strictAjv } from "../../src/verify/operations/ajv.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { at, describedAnswers, operations, registration, schemas } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";

describe("every schema", () => {
  test.for(Object.keys(schemas))("%s compiles in the strictest reading", (name) => {
    expect(strictAjv(schemas).getSchema(`openapi#/components/schemas/${name}`)).toBeTypeOf("function");
  });

  test.for(Object.keys(schemas))("%s has a provenance for each of its constraints", (name) => {
    const levels = constraintsOf(`#/components/schemas/${name}`).map(({ level }) => level);
    expect(levels.length).toBeGreaterThan(0);
    for (const level of levels) expect(["documented", "sibling", "twilio", "inferred"]).toContain(level);
  });
});

describe("every example", () => {
  const requests = operations.flatMap(({ operationId, request }) =>
    Object.entries(request?.examples ?? {}).map(([name, { value }]) => ({ operationId, name, value, request })),
  );

  test.for(requests)("of the request for $operationId, $name, is valid", ({ value, request }) => {
    expect(violatedConstraints(value, request?.schemaPointer ?? "")).toEqual([]);
  });

  const answers = operations.flatMap((operation) =>
    describedAnswers(operation).map((answer) => ({
      ...answer,
      operationId: operation.operationId,
      schemaPointer: operation.answers[answer.status]?.schemaPointer ?? "",
    })),
  );

  test.for(answers)("of $operationId, $status, $name, is valid", ({ body, schemaPointer }) => {
    expect(violatedConstraints(body, schemaPointer)).toEqual([]);
  });

  test.for(operations.flatMap(({ parameters }) => parameters))(
    "of the parameter $name is valid",
    ({ schemaPointer }) => {
      const { example } = at(schemaPointer.replace("/schema", "")) as { example: unknown };
      expect(violatedConstraints(example, schemaPointer)).toEqual([]);
    },
  );

  test("of a property is valid", () => {
    const typed = Object.keys(schemas).flatMap((name) =>
      constraintsOf(`#/components/schemas/${name}`).filter(({ keyword }) => keyword === "type"),
    );
    const shown = typed.flatMap(({ pointer }) => {
      const place = pointer.replace(/\/type$/, "");
      const { examples = [] } = at(place) as { examples?: unknown[] };
      return examples.map((example) => ({ place, example }));
    });
    expect(shown.length).toBeGreaterThan(30);
    for (const { place, example } of shown) {
      expect([place, violatedConstraints(example, place)]).toEqual([place, []]);
    }
  });
});

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
  ] as const)("%s admits Twilio's hexadecimal digits or the whole mask, and nothing else", ([field, prefix]) => {
    const pointer = `${registration.request.schemaPointer}/properties/${field}`;
    expect(violatedConstraints(`${prefix}${HEX}`, pointer)).toEqual([]);
    expect(violatedConstraints(`${prefix}${"X".repeat(32)}`, pointer)).toEqual([]);
    for (const value of wrong(prefix))
      expect([value, violatedConstraints(value, pointer)]).toEqual([value, [`${pointer}/pattern`]]);
  });
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
