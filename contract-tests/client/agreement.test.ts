import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { createHamsaClient } from "../../src/index.js";
import { type Constraint, constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";
import { syntheticParams } from "../support/params.js";

const REQUEST = registration.request.schema;

/** Whether Prism accepts a request body. It responds to an invalid one with 400, whatever `Prefer` says. */
async function prismAccepts(body: unknown): Promise<boolean> {
  const response = await fetch(`${inject("prismUrl")}${registration.path}`, {
    method: registration.method,
    headers: { authorization: "Token an-api-key", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  const named = response.status === 200 ? registration.responses["200"] : registration.responses["400"];
  // One of Prism's own errors would be no verdict.
  expect(Object.values(named?.examples ?? {}).map(({ value }) => value)).toContainEqual(answer);
  return response.status === 200;
}

/** Whether the client accepts params: it rejects invalid ones before anything is sent. */
async function clientAccepts(params: unknown): Promise<boolean> {
  const sent: unknown[] = [];
  const fetch = async () => Response.json(sent.push(params));
  await createHamsaClient({ apiKey: "an-api-key", fetch })
    .addTwilioNumber(params as never)
    .catch(() => {});
  return sent.length > 0;
}

describe("the client's validators and Prism agree", () => {
  test("that generated valid requests are valid", async () => {
    await fc.assert(
      fc.asyncProperty(valuesOf(REQUEST), async (params) => {
        expect(violatedConstraints(params, REQUEST)).toEqual([]);
        expect(await prismAccepts(params)).toBe(true);
        // The only difference is intended: the client rejects the documentation's placeholders and stray
        // whitespace, which the description must allow because the page's own example has them.
        if (!looksLikeAMistake(params)) expect(await clientAccepts(params)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.for(constraintsOf(REQUEST))("on requests that break $keyword at $path, $limit", async (constraint) => {
    await fc.assert(
      fc.asyncProperty(breakers(constraint), async (params) => {
        fc.pre(violatedConstraints(params, REQUEST).includes(constraint.pointer));
        expect(await prismAccepts(params)).toBe(false);
        expect(await clientAccepts(params)).toBe(false);
      }),
      { numRuns: 15 },
    );
  });

  test("on requests of any make", async () => {
    await fc.assert(
      fc.asyncProperty(anyJson, async (params) => {
        const valid = violatedConstraints(params, REQUEST).length === 0;
        expect(await prismAccepts(params)).toBe(valid);
        if (!valid) expect(await clientAccepts(params)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

/** Requests that have another value at the constraint's place. */
function breakers({ path, keyword, limit }: Constraint): fc.Arbitrary<unknown> {
  if (keyword === "required") {
    const { [limit as keyof typeof syntheticParams]: _, ...rest } = syntheticParams;
    return fc.constant(rest);
  }
  const other = keyword === "minLength" ? fc.constant("") : keyword === "pattern" ? fc.string() : anyJson;
  return other.map((value) => withAt(syntheticParams, path, value));
}

function looksLikeAMistake(params: unknown): boolean {
  const { twilioAccountSid, twilioNumberSid, twilioAuthToken } = params as typeof syntheticParams;
  return (
    [twilioAccountSid, twilioNumberSid].some((sid) => /X{32}$/.test(sid)) || twilioAuthToken.trim() !== twilioAuthToken
  );
}

test("Prism's validation is on: it rejects a body with a wrong type, and a body without a field", async () => {
  expect(await prismAccepts(syntheticParams)).toBe(true);
  expect(await prismAccepts({ ...syntheticParams, label: 7 })).toBe(false);
  const { label: _, ...withoutLabel } = syntheticParams;
  expect(await prismAccepts(withoutLabel)).toBe(false);
});

test.for(["an-api-key", "Bearer an-api-key", "Token "])(
  "Prism lets the header `%s` pass, which is why the client and `verify` check the word Token themselves",
  async (authorization) => {
    const response = await fetch(`${inject("prismUrl")}${registration.path}`, {
      method: registration.method,
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(syntheticParams),
    });
    expect(await response.json()).toEqual(registration.success.examples.published?.value);
  },
);
