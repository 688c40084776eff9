import { expect, test } from "vitest";
import type { RawResponse } from "../../src/verify/exchange/exchange.js";
import { UNKNOWN_PATH } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { isMock, isPrismsOwn, isPrismsOwnFailure } from "../../src/verify/verdicts/prism-mock.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const withBody = (body: string): RawResponse => ({ status: 500, headers: {}, body: Buffer.from(body) });

const OWN = { type: "https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR", title: "Route not resolved" };

test.for<[string, unknown, "error" | "failure" | "neither"]>([
  ["an error of Prism", OWN, "error"],
  ["another API's error of this form", { ...OWN, type: "https://api.example/errors#not-found" }, "neither"],
  ["a request that Prism could not forward", { type: "FetchError", message: "connect ECONNREFUSED" }, "failure"],
  ["a failure with a code", { error: { code: "ERR_INVALID_URL" } }, "failure"],
  ["an error as text", { error: "Bad Request", message: "No" }, "neither"],
  ["an error that is null", { error: null }, "neither"],
  ["the API's own error", { message: "The API key is not valid" }, "neither"],
  ["null", null, "neither"],
])("a response with %s is recognized", ([, body, kind]) => {
  const response = withBody(JSON.stringify(body));
  expect([isPrismsOwn(response), isPrismsOwnFailure(response)]).toEqual([kind === "error", kind === "failure"]);
});

test("a response that is not JSON is not Prism's", () => {
  expect([isPrismsOwn(withBody("<p>")), isPrismsOwnFailure(withBody("<p>"))]).toEqual([false, false]);
});

test("only the response at a path that isn't in the API shows that the target is a mock", () => {
  const probes = buildProbes({ apiKey: REFERENCE_KEY, safe: false });
  const exchanges = probes.map((probe) => ({ probe, durationMs: 1, response: withBody(JSON.stringify(OWN)) }));
  expect(exchanges.filter((each) => isMock([each])).map(({ probe }) => probe.id)).toEqual([UNKNOWN_PATH]);
  expect(isMock(exchanges)).toBe(true);
});
