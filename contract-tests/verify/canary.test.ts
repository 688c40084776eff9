import { expect, test } from "vitest";
import { description } from "../../src/verify/operations/description.js";
import { prismValidator, ValidationOffError } from "./prism-validator.js";

const wholeDialect = Reflect.get(description.document, "jsonSchemaDialect");

test.for([
  ["in a dialect that Prism doesn't have", { jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base" }],
  ["with a schema that Prism can't compile", { jsonSchemaDialect: wholeDialect, minLength: "1" }],
] as const)(
  "Prism judges nothing while its validation is off: a description %s",
  async ([, { jsonSchemaDialect, ...bad }]) => {
    const changed = structuredClone(description.document);
    Object.assign(changed, { jsonSchemaDialect });
    Object.assign(changed.components.schemas.AddTwilioNumberResponse?.properties?.message ?? {}, bad);
    await expect(prismValidator(changed)).rejects.toThrow(ValidationOffError);
  },
);

test("Prism's validation is on for the description as it is", async () => {
  const validate = await prismValidator();
  const response = {
    status: 200,
    headers: { "content-type": "application/json" },
    body: Buffer.from('{"success":false}'),
  };
  expect((await validate(response)).map(({ keyword }) => keyword)).toContain("const");
});
