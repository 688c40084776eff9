import { describe, expect, test } from "vitest";
import { findCauses } from "../../src/verify/reports/causes.js";
import type { CheckResult } from "../../src/verify/verdicts/verify.js";
import { manyFaults } from "./many-faults.js";
import { verifyProvider } from "./mutants/run-verification.js";
import { json, type Reply } from "./reference/messages.js";
import { plainExchange } from "./reference/plain-exchanges.js";
import { plainResult } from "./reference/plain-runs.js";
import { REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

const PROPERTY = "#/components/schemas/Number/properties";

/** Responses by the ids of the requests that get them. */
const RESPONSES: Readonly<Record<string, Reply>> = {
  ok: json(200, {}),
  "ok-too": json(200, {}),
  text: { status: 200, headers: { "content-type": "text/plain" }, body: "" },
  299: json(299, {}),
  300: json(300, {}),
  399: json(399, {}),
  400: json(400, {}),
  500: json(500, {}),
};
const exchanges = Object.entries(RESPONSES).map(([id, reply]) => {
  const exchange = plainExchange({ apiKey: REFERENCE_KEY, safe: false }, "addTwilioNumber", reply);
  return { ...exchange, probe: { ...exchange.probe, id } };
});

type Details = Omit<Parameters<typeof plainResult>[1] & object, "probes">;

/** A failure with a reason, after the response to a request. Its clause is its own, if no other is given. */
const fails = (id: string, reason: string, probe: string, more: Details = {}) =>
  plainResult(id, { status: "failed", reason, probes: [probe], ...more });
const advises = (id: string, reason: string, probe: string, more: Details = {}) =>
  fails(id, reason, probe, { status: "advice", ...more });

describe("checks", () => {
  test.for<readonly [string, readonly CheckResult[], readonly string[]]>([
    [
      "of one property have one cause",
      [
        fails("a/type", "one", "ok", { pointer: `${PROPERTY}/a/type` }),
        fails("a/format", "two", "500", { pointer: `${PROPERTY}/a/format` }),
        fails("b/type", "three", "ok", { pointer: `${PROPERTY}/b/type` }),
      ],
      ["a/type a/format", "b/type"],
    ],
    [
      "of one clause have one cause, and of another part of its parent they don't",
      [
        fails("a", "one", "ok", { pointer: "#/paths/x/200" }),
        fails("b", "two", "ok", { pointer: "#/paths/x/200" }),
        fails("c", "three", "ok", { pointer: "#/paths/x/400" }),
      ],
      ["a b", "c"],
    ],
    [
      "of every response share no cause by their clause",
      [
        fails("every-response/a", "one", "ok", { pointer: "#/x" }),
        fails("every-response/b", "two", "ok", { pointer: "#/x" }),
        fails("other", "three", "ok", { pointer: "#/x" }),
      ],
      ["every-response/a", "every-response/b", "other"],
    ],
    [
      "that fail alike after alike responses have one cause",
      [fails("a", "one", "ok"), fails("b", "one", "ok-too"), fails("every-response/c", "one", "ok")],
      ["a b every-response/c"],
    ],
    [
      "that fail alike after different responses have different causes",
      [fails("a", "one", "ok"), fails("b", "one", "500"), fails("c", "one", "text"), fails("d", "one", "unsent")],
      ["a", "b", "c", "d"],
    ],
    [
      "of one family have one cause if they fail alike",
      [
        fails("a", "responded with 200", "ok", { family: "keys" }),
        fails("b", "responded with 200", "text", { family: "keys" }),
        fails("c", "responded with 500", "500", { family: "keys" }),
      ],
      ["a b", "c"],
    ],
    [
      "of two families have two causes, even of the same clause",
      [
        fails("a", "responded with 200", "ok", { family: "keys", pointer: "#/x" }),
        fails("b", "responded with 200", "ok", { family: "content", pointer: "#/x" }),
        fails("c", "responded with 200", "ok", { family: "routes", pointer: "#/x" }),
      ],
      ["a", "b", "c"],
    ],
    ...[300, 399].map(
      (status) =>
        [
          `of two families and of none have one cause if it is the redirect ${status}`,
          [
            fails("a", "redirects", `${status}`, { family: "keys" }),
            fails("b", "redirects", `${status}`, { family: "content" }),
            fails("c", "redirects", `${status}`),
          ],
          ["a b c"],
        ] as const,
    ),
    ...[299, 400, "unsent"].map(
      (status) =>
        [
          `of a family and of none have two causes if they fail alike after ${status}`,
          [fails("a", "one", `${status}`, { family: "keys" }), fails("b", "one", `${status}`)],
          ["a", "b"],
        ] as const,
    ),
    [
      "have one cause if each has it in common with a third",
      [
        fails("a", "one", "ok", { pointer: "#/x" }),
        fails("other", "none", "ok"),
        fails("b", "two", "ok", { pointer: "#/y" }),
        fails("c", "one", "ok", { pointer: "#/y" }),
        fails("d", "two", "ok"),
      ],
      ["a b c d", "other"],
    ],
    [
      "keep their order, failures first, in a cause and among the causes",
      [
        advises("a", "one", "ok"),
        advises("b", "two", "ok"),
        fails("c", "two", "ok"),
        advises("d", "two", "ok"),
        fails("e", "three", "ok"),
        advises("f", "one", "ok"),
      ],
      ["c b d", "e", "a f"],
    ],
    [
      "that passed, are skipped or fail as known have no cause",
      [
        plainResult("a"),
        plainResult("b", { status: "skipped", reason: "one" }),
        fails("c", "one", "ok", { isKnown: true }),
        advises("d", "one", "ok", { isKnown: true }),
      ],
      [],
    ],
  ])("%s", ([, results, causes]) => {
    const found = findCauses({ results, exchanges });
    expect(found.map((cause) => cause.results.map(({ check }) => check.id).join(" "))).toEqual(causes);
    expect(found.map(({ number, status }) => [number, status])).toEqual(
      found.map((cause, index) => [index + 1, cause.results[0].status]),
    );
  });
});

describe("the title of a cause", () => {
  test.for([
    ["keys", "responded with 200", "Invalid keys are accepted"],
    ["content", "responded with 204 and location /x", "Invalid requests are accepted"],
    ["routes", "responded with 302 and location /x", "Undescribed paths and methods get 302"],
    ["keys", "responded with 500", "Invalid keys get 500"],
    ["content", "no complete response (broken off: responded with 2)", "Invalid requests get no complete response"],
    ["routes", undefined, "Undescribed paths and methods get no complete response"],
  ] as const)("of %s with the reason %s is %s", ([family, reason, title]) => {
    const result = (id: string) =>
      plainResult(id, { status: "failed", family, ...(reason === undefined ? {} : { reason }) });
    expect(findCauses({ results: [result("a"), result("b")], exchanges })).toMatchObject([{ title }]);
    expect(findCauses({ results: [result("a")], exchanges })).toMatchObject([{ title: "keeps a" }]);
  });

  test("without a family is that of its first check", () => {
    const results = [advises("a", "one", "ok"), fails("b", "one", "ok")];
    expect(findCauses({ results, exchanges })).toMatchObject([{ title: "keeps b" }]);
  });
});

describe("a verification", () => {
  test("of a server with eight faults finds few causes, each with a title of its own", async () => {
    const faulty = await verifyProvider(manyFaults());
    const titles = findCauses(faulty).map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(["Invalid keys are accepted", "Invalid requests get 500"]));
    expect(new Set(titles).size).toBe(titles.length);
    // Some of the faults also break another promise.
    expect(titles.length).toBeLessThan(14);
    const grouped = findCauses(faulty).flatMap(({ results }) => results);
    const broken = faulty.results.filter(({ status }) => status === "failed" || status === "advice");
    expect(new Set(grouped)).toEqual(new Set(broken));
  });

  test("keeps keys and bodies apart, even if both get the same response", async () => {
    const run = await verifyProvider(referenceProvider({ isKey: () => true, violations: () => [] }));
    expect(findCauses(run).map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Invalid keys are accepted", "Invalid requests are accepted"]),
    );
  });
});
