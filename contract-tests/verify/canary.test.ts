import { expect, test } from "vitest";
import { description } from "../../src/verify/operations/description.js";
import { prismValidator, ValidationIsOff } from "./prism-validator.js";

const wholeDialect = Reflect.get(description, "jsonSchemaDialect");

test.for([
  ["in a dialect that Prism does not know", { jsonSchemaDialect: "https://spec.openapis.org/oas/3.1/dialect/base" }],
  ["with a schema that Prism can't compile", { jsonSchemaDialect: wholeDialect, minLength: "1" }],
] as const)(
  "nothing is judged while Prism's validation is off: a description %s",
  async ([, { jsonSchemaDialect, ...bad }]) => {
    const changed = structuredClone(description);
    Object.assign(changed, { jsonSchemaDialect });
    Object.assign(changed.components.schemas.AddTwilioNumberResponse?.properties?.message ?? {}, bad);
    await expect(prismValidator(changed)).rejects.toThrow(ValidationIsOff);
  },
);

test("Prism's validation is on for the description as it is", async () => {
  const validate = await prismValidator();
  const answer = {
    status: 200,
    headers: { "content-type": "application/json" },
    body: Buffer.from('{"success":false}'),
  };
  expect((await validate(answer)).map(({ keyword }) => keyword)).toContain("const");
});
