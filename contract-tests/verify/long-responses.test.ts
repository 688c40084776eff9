import { expect, test } from "vitest";
import { checks } from "../../src/verify/checks/checks.js";
import { gatherEvidence, judge } from "../../src/verify/verdicts/judge.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const LENGTH = 150_000;

/** Text that begins again and again like something that a check looks for. */
const REPEATED = ["a", "-", "/a", "at ", '\\"', "{", "SELECT "];

const plan = { apiKey: REFERENCE_KEY, safe: false };

test.for([
  ...REPEATED.map((part) => [part, "as text", `"${part.repeat(LENGTH / part.length)}`] as const),
  ...['"', "a"].map((part) => [part, "in JSON", JSON.stringify({ message: part.repeat(LENGTH) })] as const),
])(
  "a long response that repeats %j, %s, is judged in linear time",
  // A twentieth of a second. Quadratic time is three to ten seconds.
  { timeout: 3_000 },
  ([, , body]) => {
    const reply = { status: 200, headers: { "content-type": "application/json" }, body };
    const evidence = gatherEvidence(plan, [plainExchange(plan, "addTwilioNumber", reply)]);
    const reasons = checks.map((check) => judge(check, evidence).reason ?? "");
    expect(reasons.filter((reason) => reason.includes("can't be examined"))).toEqual([]);
  },
);
