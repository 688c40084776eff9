import { describe, expect, test } from "vitest";
import { constraintsOf, pointerOf } from "../support/constraints.js";
import { at, description, operation } from "../support/description.js";
import { PUBLISHED } from "./published-page.js";

/** The same JSON, whatever its white space: the order of the fields counts. */
const compact = (json: string) => JSON.stringify(JSON.parse(json));

const answer = operation.answers[PUBLISHED.status];

describe("the description says what the published page says:", () => {
  test("the method, the address and nothing besides", () => {
    expect(Object.keys(description.paths)).toEqual([operation.path]);
    expect(operation.method).toBe(PUBLISHED.method);
    expect(`${(at("#/servers/0") as { url: string }).url}${operation.path}`).toBe(PUBLISHED.url);
  });

  test("the key in the Authorization header, after the word Token", () => {
    const scheme = at("#/components/securitySchemes/apiKey");
    expect(scheme).toMatchObject({ type: "apiKey", in: "header", name: PUBLISHED.header });
    expect((scheme as { description: string }).description).toContain("`Authorization: Token <api-key>`");
    expect(at("#/security")).toEqual([{ apiKey: [] }]);
  });

  test("the request, verbatim", () => {
    expect(JSON.stringify(operation.request.examples.published?.value)).toBe(compact(PUBLISHED.request));
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
    const documented = Object.keys(operation.answers).filter((status) => {
      const { $ref } = at(`#/paths/${operation.path.replaceAll("/", "~1")}/post/responses/${status}`) as {
        $ref: string;
      };
      return JSON.stringify(at(`${$ref}/x-provenance`)).includes("documented");
    });
    expect(documented).toEqual([PUBLISHED.status]);
  });

  test("no error shape, header or field of an error is more than inferred", () => {
    for (const [status, { schema }] of Object.entries(operation.answers)) {
      if (status === PUBLISHED.status) continue;
      for (const { pointer, level } of constraintsOf(pointerOf(schema)))
        expect([pointer, level]).toEqual([pointer, "inferred"]);
    }
  });

  test("no maximum length is claimed, and the route is not called deprecated", () => {
    const text = JSON.stringify(description);
    expect(text).not.toContain('"maxLength"');
    expect(text).not.toContain('"deprecated"');
  });
});
