import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContractError } from "../../src/index.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { breaking } from "../../src/verify/probes/counterexamples.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";
import { success } from "../support/behaviours.js";
import { clientOf, registrationError } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const RESPONSE = registration.answers["200"]?.schemaPointer ?? "";
const URL = "https://api.example.com";

const answering = (body: unknown) => ({ fetch: async () => Response.json(body) });

describe("a success is believed", () => {
  test("whatever it holds, as long as it is as described", async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(RESPONSE), async (body) => {
        const number = await clientOf(URL, answering(body)).addTwilioNumber(syntheticParams);
        expect(number).toEqual((body as typeof success).data);
      }),
    );
  });

  test.for(constraintsOf(RESPONSE).filter(({ pointer }) => !pointer.includes("/success/")))(
    "unless it breaks $keyword at $path, $limit: the number is accepted, the answer is not",
    async (constraint) => {
      const { value } = breaking(constraint, success, RESPONSE);
      const field = [...constraint.path, ...(constraint.keyword === "required" ? [String(constraint.limit)] : [])].join(
        ".",
      );
      const error = await registrationError(URL, answering(value));
      expect(error).toBeInstanceOf(ContractError);
      const saidYes = (value as { success?: unknown } | null)?.success === true;
      expect(error.outcome).toBe(saidYes ? "accepted" : "unknown");
      expect((error as ContractError).violations.map((violation) => violation.field)).toEqual([field || "the body"]);
    },
  );

  test("unless it is something else altogether", async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (body) => {
        fc.pre(violatedConstraints(body, RESPONSE).length > 0);
        const error = await registrationError(URL, answering(body));
        expect(error).toBeInstanceOf(ContractError);
        expect(error.outcome).toBe("unknown");
      }),
    );
  });
});
