import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContractError } from "../../src/index.js";
import { constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { findCounterexample } from "../../src/verify/probes/counterexamples.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";
import { success } from "../support/behaviors.js";
import { catchRegistrationError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const RESPONSE = registration.success.schema;
const URL = "https://api.example.com";

const respondWith = (body: unknown) => ({ fetch: async () => Response.json(body) });

describe("a success is accepted", () => {
  test("if it is as described, whatever its values are", async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(RESPONSE), async (body) => {
        const { data } = body as { data: { number: string } };
        const params = { ...syntheticParams, phoneNumber: data.number };
        expect(await createClient(URL, respondWith(body)).addTwilioNumber(params)).toEqual(data);
      }),
    );
  });

  test.for(constraintsOf(RESPONSE).filter(({ pointer }) => !pointer.includes("/success/")))(
    "unless it violates $keyword at $path, $limit: the number is accepted, the response is not",
    async (constraint) => {
      const { value } = findCounterexample(constraint, success, RESPONSE);
      const field = [...constraint.path, ...(constraint.keyword === "required" ? [String(constraint.limit)] : [])].join(
        ".",
      );
      const error = await catchRegistrationError(URL, respondWith(value));
      expect(error).toBeInstanceOf(ContractError);
      const saidYes = (value as { success?: unknown } | null)?.success === true;
      expect(error.outcome).toBe(saidYes ? "accepted" : "unknown");
      expect((error as ContractError).violations.map((violation) => violation.field)).toEqual([field || "the body"]);
    },
  );

  test("unless it is any other JSON value", async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (body) => {
        fc.pre(violatedConstraints(body, RESPONSE).length > 0);
        const error = await catchRegistrationError(URL, respondWith(body));
        expect(error).toBeInstanceOf(ContractError);
        expect(error.outcome).toBe("unknown");
      }),
    );
  });
});
