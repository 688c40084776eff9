import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { createHamsaClient } from "../../src/index.js";
import { type Constraint, constraintsOf } from "../../src/verify/operations/constraints.js";
import { registration } from "../../src/verify/operations/description.js";
import { withAt } from "../../src/verify/operations/paths.js";
import { violatedConstraints } from "../../src/verify/operations/violated-constraints.js";
import { anyJson, valuesOf } from "../support/arbitraries.js";
import { syntheticParams } from "../support/params.js";

const REQUEST = registration.request.schemaPointer;

/** Whether Prism takes a request body for valid: it answers a broken one with 400, whatever is preferred. */
async function prismAccepts(body: unknown): Promise<boolean> {
  const response = await fetch(`${inject("prismUrl")}${registration.path}`, {
    method: registration.method,
    headers: { authorization: "Token an-api-key", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  const named = response.status === 200 ? registration.answers["200"] : registration.answers["400"];
  // One of Prism's own errors would be no verdict.
  expect(Object.values(named?.examples ?? {}).map(({ value }) => value)).toContainEqual(answer);
  return response.status === 200;
}

/** Whether the client takes params for valid: it refuses them before anything is sent, or sends them. */
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
        // The one difference, and it is wanted: the client refuses the documentation's masks, stray
        // white space and placeholders, which the description must admit for the page's sake.
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

/** Requests with something else where the constraint is. */
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

test("Prism's validation is on: a body with one wrong type is refused, and so is one without a field", async () => {
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
    expect(await response.json()).toEqual(registration.answers["200"]?.examples.published?.value);
  },
);
