import { describe, expect, test } from "vitest";
import type { Schema } from "../../openapi/read.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import {
  description,
  listing,
  registration,
  schemas,
  security,
  serverUrl,
} from "../../src/verify/operations/description.js";
import { PUBLISHED, PUBLISHED_LIST } from "./published-page.js";

/** JSON without white space. The order of the fields counts. */
const compact = (json: string) => JSON.stringify(JSON.parse(json));

const { document } = description;

describe("the description has what the published page has:", () => {
  test("the method, the address and nothing more", () => {
    expect(Object.keys(document.paths)).toEqual([registration.path, listing.path]);
    expect(registration.method).toBe(PUBLISHED.method);
    expect(`${serverUrl}${registration.path}`).toBe(PUBLISHED.url);
  });

  test("the key in the Authorization header, after the word Token", () => {
    expect(document.components.securitySchemes).toMatchObject({
      apiKey: { type: "apiKey", in: "header", name: PUBLISHED.header },
    });
    expect(security.description).toContain("`Authorization: Token <api-key>`");
    expect(Reflect.get(document, "security")).toEqual([{ apiKey: [] }]);
  });

  test("the request, verbatim", () => {
    expect(JSON.stringify(registration.request.examples.published?.value)).toBe(compact(PUBLISHED.request));
  });

  test("the success, verbatim", () => {
    expect(JSON.stringify(registration.success.examples.published?.value)).toBe(compact(PUBLISHED.response));
  });

  test("every field that it shows, and no other", () => {
    const fields = (schema?: Schema) => Object.keys(schema?.properties ?? {});
    const response = JSON.parse(PUBLISHED.response);
    expect(fields(registration.request.schema)).toEqual(Object.keys(JSON.parse(PUBLISHED.request)));
    expect(fields(registration.success.schema)).toEqual(Object.keys(response));
    expect(fields(schemas.TwilioNumber)).toEqual(Object.keys(response.data));
  });
});

describe("the description has what the published page of the list has:", () => {
  const example = listing.success.examples.published?.value;

  test("the method and the address", () => {
    expect(listing.method).toBe(PUBLISHED_LIST.method);
    expect(`${serverUrl}${listing.path}`).toBe(PUBLISHED_LIST.url);
  });

  test("the query, with nothing required", () => {
    const query = listing.parameters.map(({ name, in: place, isRequired, schema, example }) => {
      const { type, default: defaultsTo, enum: options } = schema.keywords;
      expect([place, isRequired]).toEqual(["query", false]);
      return JSON.parse(JSON.stringify({ name, type, defaultsTo, options, example }));
    });
    expect(query).toEqual(PUBLISHED_LIST.query);
  });

  test("the success, verbatim", () => {
    expect(JSON.stringify(example)).toBe(compact(PUBLISHED_LIST.response));
  });

  test("every field that it shows, and no other", () => {
    const [item] = JSON.parse(PUBLISHED_LIST.response).data;
    expect(fieldsOf(schemas.PhoneNumber)).toEqual(fieldsIn(item));
  });
});

/** The fields of a schema, at any depth, as `voiceAgent.id`. */
function fieldsOf(schema?: Schema, prefix = ""): string[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, each]) => [
    `${prefix}${name}`,
    ...fieldsOf(each, `${prefix}${name}.`),
  ]);
}

/** The fields of a value. */
function fieldsIn(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...fieldsIn(inner, `${prefix}${name}.`),
  ]);
}

describe("the description claims no more than is known:", () => {
  test("only the success is a documented response", () => {
    const documented = Object.values(registration.responses).filter(({ statusFact, contentFact }) =>
      [statusFact.level, contentFact.level].includes("documented"),
    );
    expect(documented.map(({ status }) => status)).toEqual([PUBLISHED.status]);
  });

  test("no error shape, header or field of an error is more than inferred", () => {
    for (const [status, { schema }] of Object.entries(registration.responses)) {
      if (status === PUBLISHED.status) continue;
      for (const { pointer, level } of constraintsOf(schema)) expect([pointer, level]).toEqual([pointer, "inferred"]);
    }
  });

  test("a field of the list is required at most as inferred, and each of its objects may be null", () => {
    const facts = constraintsOf(listing.success.schema).filter(({ path }) => path.length > 1);
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

  test("what concerns only numbers on a SIP trunk says so", () => {
    for (const name of ["sipInboundConfigs", "sipOutboundConfigs"]) {
      expect(schemas.PhoneNumber?.properties?.[name]?.keywords.description).toContain("Only for numbers of type `SIP`");
    }
  });

  test("no maximum length is claimed, and the route is not called deprecated", () => {
    const text = JSON.stringify(document);
    expect(text).not.toContain('"maxLength"');
    expect(text).not.toContain('"deprecated"');
  });
});
