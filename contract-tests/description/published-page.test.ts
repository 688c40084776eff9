import { describe, expect, test } from "vitest";
import { constraintsOf } from "../support/constraints.js";
import { at, description, registration } from "../support/description.js";
import { PUBLISHED } from "./published-page.js";

/** The same JSON, whatever its white space: the order of the fields counts. */
const compact = (json: string) => JSON.stringify(JSON.parse(json));

const answer = registration.answers[PUBLISHED.status];

describe("the description says what the published page says:", () => {
  test("the method, the address and nothing besides", () => {
    expect(Object.keys(description.paths)).toEqual([registration.path]);
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

  test("no maximum length is claimed, and the route is not called deprecated", () => {
    const text = JSON.stringify(description);
    expect(text).not.toContain('"maxLength"');
    expect(text).not.toContain('"deprecated"');
  });
});
