import { describe, expect, test } from "vitest";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { at, description, listing, registration, type Schema } from "../../src/verify/operations/description.js";
import { PUBLISHED, PUBLISHED_LIST } from "./published-page.js";

/** The same JSON, whatever its white space: the order of the fields counts. */
const compact = (json: string) => JSON.stringify(JSON.parse(json));

const answer = registration.answers[PUBLISHED.status];

describe("the description says what the published page says:", () => {
  test("the method, the address and nothing besides", () => {
    expect(Object.keys(description.paths)).toEqual([registration.path, listing.path]);
    expect(registration.method).toBe(PUBLISHED.method);
    expect(`${(at("#/servers/0") as { url: string }).url}${registration.path}`).toBe(PUBLISHED.url);
  });

  test("the key in the Authorization header, after the word Token", () => {
    const scheme = at("#/components/securitySchemes/apiKey");
    expect(scheme).toMatchObject({ type: "apiKey", in: "header", name: PUBLISHED.header });
    expect((scheme as { description: string }).description).toContain("`Authorization: Token <api-key>`");
    expect(at("#/security")).toEqual([{ apiKey: [] }]);
  });

  test("the request, verbatim", () => {
    expect(JSON.stringify(registration.request.examples.published?.value)).toBe(compact(PUBLISHED.request));
  });

  test("the success, verbatim", () => {
    expect(JSON.stringify(answer?.examples.published?.value)).toBe(compact(PUBLISHED.response));
  });

  test("every field that it shows, and no other", () => {
    const fields = (schema: string) => Object.keys((at(schema) as { properties: object }).properties);
    const response = JSON.parse(PUBLISHED.response);
    expect(fields("#/components/schemas/AddTwilioNumberRequest")).toEqual(Object.keys(JSON.parse(PUBLISHED.request)));
    expect(fields("#/components/schemas/AddTwilioNumberResponse")).toEqual(Object.keys(response));
    expect(fields("#/components/schemas/TwilioNumber")).toEqual(Object.keys(response.data));
  });
});

describe("the description says what the published page of the list says:", () => {
  const example = listing.answers[PUBLISHED_LIST.status]?.examples.published?.value;

  test("the method and the address", () => {
    expect(listing.method).toBe(PUBLISHED_LIST.method);
    expect(`${(at("#/servers/0") as { url: string }).url}${listing.path}`).toBe(PUBLISHED_LIST.url);
  });

  test("the query, of which nothing is required", () => {
    const told = listing.parameters.map(({ name, in: place, isRequired, schemaPointer }) => {
      const { type, default: defaultsTo, enum: options } = at(schemaPointer) as Schema;
      const { example } = at(schemaPointer.replace("/schema", "")) as { example: string };
      expect([place, isRequired]).toEqual(["query", false]);
      return JSON.parse(JSON.stringify({ name, type, defaultsTo, options, example }));
    });
    expect(told).toEqual(PUBLISHED_LIST.query);
  });

  test("the success, verbatim", () => {
    expect(JSON.stringify(example)).toBe(compact(PUBLISHED_LIST.response));
  });

  test("every field that it shows, and no other", () => {
    const [item] = JSON.parse(PUBLISHED_LIST.response).data;
    expect(shapeOf("#/components/schemas/PhoneNumber")).toEqual(fieldsIn(item));
  });
});

/** The fields that a schema describes, in any depth, as `voiceAgent.id`. */
function shapeOf(pointer: string, prefix = ""): string[] {
  const { properties = {} } = at(pointer) as Schema;
  return Object.keys(properties).flatMap((name) => [
    `${prefix}${name}`,
    ...shapeOf(`${pointer}/properties/${name}`, `${prefix}${name}.`),
  ]);
}

/** The fields that a value has. */
function fieldsIn(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...fieldsIn(inner, `${prefix}${name}.`),
  ]);
}

describe("the description does not say more than is known:", () => {
  test("the success alone is a documented answer", () => {
    const documented = Object.keys(registration.answers).filter((status) => {
      const { $ref } = at(`#/paths/${registration.path.replaceAll("/", "~1")}/post/responses/${status}`) as {
        $ref: string;
      };
      return JSON.stringify(at(`${$ref}/x-provenance`)).includes("documented");
    });
    expect(documented).toEqual([PUBLISHED.status]);
  });

  test("no error shape, header or field of an error is more than inferred", () => {
    for (const [status, { schemaPointer }] of Object.entries(registration.answers)) {
      if (status === PUBLISHED.status) continue;
      for (const { pointer, level } of constraintsOf(schemaPointer))
        expect([pointer, level]).toEqual([pointer, "inferred"]);
    }
  });

  test("no field of the list is more than inferred to be there, and none of its objects is never null", () => {
    const facts = constraintsOf(listing.answers[PUBLISHED_LIST.status]?.schemaPointer ?? "").filter(
      ({ path }) => path.length > 1,
    );
    const required = facts.filter(({ keyword }) => keyword === "required");
    expect(required.map(({ limit, level }) => [limit, level])).toEqual(
      ["id", "number", "label"].map((name) => [name, "inferred"]),
    );
    const objects = facts.filter(
      ({ keyword, limit, path }) => keyword === "type" && [limit].flat().includes("object") && path.at(-1) !== "[]",
    );
    expect(objects.length).toBeGreaterThan(3);
    for (const { path, limit } of objects) expect([path, limit]).toEqual([path, ["object", "null"]]);
  });

  test("what concerns numbers of a SIP trunk alone says so", () => {
    for (const name of ["sipInboundConfigs", "sipOutboundConfigs"]) {
      expect((at(`#/components/schemas/PhoneNumber/properties/${name}`) as Schema).description).toContain(
        "numbers of type `SIP` alone",
      );
    }
  });

  test("no maximum length is claimed, and the route is not called deprecated", () => {
    const text = JSON.stringify(description);
    expect(text).not.toContain('"maxLength"');
    expect(text).not.toContain('"deprecated"');
  });
});
