import { describe, expect, test } from "vitest";
import { listing, operations, registration } from "../../src/verify/operations/description.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { describeRegistrations } from "../../src/verify/reports/words.js";
import { mutants } from "./mutants/mutants.js";
import { listFailed, verifyProvider } from "./mutants/run-verification.js";
import { toRequest } from "./reference/in-process.js";
import { json, type Provider, type ReceivedRequest } from "./reference/messages.js";
import { isFor, REFERENCE_KEY, type Rules, referenceProvider } from "./reference/provider.js";

const params = { ...(registration.request.example as object), phoneNumber: "+14155550177" };
const plan: Plan = { apiKey: REFERENCE_KEY, safe: true, params };

const safeRequests = buildProbes(plan).map((probe) => toRequest(probe));
const writing = safeRequests.filter(({ method }) => method !== "GET");

/** Whatever in a request a server could take for something to register, however it reads the request. */
function registrable({ path, body }: ReceivedRequest): string[] {
  const text = decodeURIComponent(`${path}\n${body}`);
  const values = [...Object.values(registration.request.example as object), ...Object.values(params)].map(String);
  return [...values.filter((value) => text.includes(value)), ...(text.match(/\+?[0-9][0-9 ().-]{5,}[0-9]/g) ?? [])];
}

/** A server that is broken in each of the given ways. */
const BROKEN: Readonly<Record<string, Partial<Rules>>> = {
  "checks no key": { isKey: () => true },
  "checks no body": { violations: () => [] },
  "checks no media type": { isMediaType: () => true },
  "checks no path and method": { operationOf: (request) => operationNear(request) },
};

function operationNear(request: ReceivedRequest) {
  return (
    operations.find((operation) => isFor(operation, request)) ?? (request.method === "GET" ? listing : registration)
  );
}

/** Each of the ways, and all of them together. */
const combinations: readonly (readonly [string, Provider])[] = Array.from({ length: 16 }, (_, bits) => {
  const ways = Object.entries(BROKEN).filter((_, index) => bits & (1 << index));
  const rules = Object.assign({}, ...ways.map(([, rule]) => rule));
  return [ways.map(([name]) => name).join(", ") || "is conforming", referenceProvider(rules)] as const;
});

describe("safe mode", () => {
  test("sends requests other than reads, and none of them has anything to register", () => {
    expect(writing.length).toBeGreaterThan(10);
    for (const request of writing) expect(registrable(request), JSON.stringify(request)).toEqual([]);
  });

  test.for(combinations)("gives nothing to register to a server that %s", ([, provider]) => {
    const accepted = writing.filter((request) => provider(request).status < 300);
    for (const request of accepted) expect(registrable(request)).toEqual([]);
  });

  test("is tried on servers that accept what it sends", () => {
    const lax = combinations.at(-1)?.[1] as Provider;
    expect(writing.filter((request) => lax(request).status < 300).length).toBeGreaterThan(5);
  });

  test("gives nothing to register to any mutant", () => {
    const given = mutants.flatMap(({ name, provider }) =>
      writing
        .filter((request) => provider(request).status < 300)
        .flatMap(registrable)
        .map((value) => [name, value]),
    );
    expect(given).toEqual([]);
  });

  test("sends nothing that a conforming provider accepts, except requests for its list", () => {
    const provider = referenceProvider();
    const accepted = safeRequests.filter((request) => provider(request).status === 200);
    expect(accepted.length).toBeGreaterThan(0);
    for (const { method, path } of accepted) expect(`${method} ${path}`).toMatch(`GET ${listing.path}`);
  });

  test("judges the successful responses of a production server, those to requests for its list", async () => {
    const { results } = await verifyProvider(referenceProvider(), { safe: true });
    const ofList = results.filter(({ check }) => /^listPhoneNumbers[./]|^ListPhoneNumbersResponse/.test(check.id));
    expect(ofList.length).toBeGreaterThan(50);
    expect(ofList.filter(({ status }) => status !== "passed").map(({ check }) => check.id)).toEqual([
      "listPhoneNumbers.protocol/wrong-method",
      "listPhoneNumbers/registered",
      ...["id", "label", "type", "userId", "voiceAgentId", "createdAt"].map(
        (name) => `ListPhoneNumbersResponse.data[].${name}/x-same-as`,
      ),
    ]);
  });

  test("sends nothing with another method, and nothing with a key to another path", () => {
    for (const { method, path, headers } of safeRequests) {
      const described = operations.find((operation) => path.split("?")[0] === operation.path);
      expect(method).toBe((described ?? registration).method);
      if (described === undefined) expect(headers.authorization).toBeUndefined();
    }
  });

  test("names the reason for each check that it skips", async () => {
    const { results } = await verifyProvider(referenceProvider(), { safe: true });
    const label = results.find(({ check }) => check.id === "AddTwilioNumberRequest.label/required");
    expect(label).toMatchObject({ status: "skipped", reason: expect.stringContaining("could register it") });
  });

  test("does not take a rejection of the empty body for one of the key", async () => {
    const { results } = await verifyProvider(referenceProvider({ isKey: () => true }), { safe: true });
    const keys = results.filter(({ check }) => check.id.startsWith("addTwilioNumber.authentication/"));
    expect(keys.map(({ status }) => status)).toEqual(keys.map(() => "skipped"));
  });

  test("still finds a server that checks no key by its list, and by what it accepts", async () => {
    const lax = referenceProvider({ isKey: () => true, violations: () => [] });
    const failed = listFailed(await verifyProvider(lax, { safe: true }));
    expect(failed).toContain("listPhoneNumbers.authentication/no-header");
    expect(failed).toContain("addTwilioNumber.authentication/no-header");
  });
});

describe("the registrations of a run", () => {
  test("are the one of a conforming server in full mode, and none in safe mode", async () => {
    const full = await verifyProvider(referenceProvider());
    expect(describeRegistrations(full)).toBe("This run made 1 registration of +14155550123 (a valid registration).");
    const safe = await verifyProvider(referenceProvider(), { safe: true });
    expect(describeRegistrations(safe)).toBe("This run registered nothing.");
  });

  test("include each request that a broken server accepts", async () => {
    const run = await verifyProvider(referenceProvider({ isKey: () => true }));
    expect(run.registrations.map(({ probe }) => probe)).toEqual(
      expect.arrayContaining(["addTwilioNumber", "addTwilioNumber.authentication/no-header"]),
    );
    expect(describeRegistrations(run)).toMatch(/^This run made 9 registrations of \+14155550123 \(/);
  });

  test("include what may have been made when a server crashes, breaks off or never responds", async () => {
    const conforming = referenceProvider();
    const crashing: Provider = (request) =>
      isFor(registration, request) && conforming(request).status === 200
        ? json(500, { message: "No" })
        : conforming(request);
    const run = await verifyProvider(crashing);
    expect(run.registrations).toEqual([
      {
        probe: "addTwilioNumber",
        title: "a valid registration",
        noun: "registration",
        number: "+14155550123",
        isConfirmed: false,
      },
    ]);
    expect(describeRegistrations(run)).toBe("It may have made 1 registration of +14155550123 (a valid registration).");
  });

  test("do not include that a server crashes over a request of safe mode, which has nothing to register", async () => {
    const crashing: Provider = () => json(500, { message: "No" });
    expect((await verifyProvider(crashing, { safe: true })).registrations).toEqual([]);
  });

  test("do not include what the server says it rejected", async () => {
    const conforming = referenceProvider();
    const rejecting: Provider = (request) =>
      isFor(registration, request) ? json(200, { success: false, message: "No" }) : conforming(request);
    expect((await verifyProvider(rejecting)).registrations).toEqual([]);
  });

  test("include an empty one that a server in safe mode confirms", async () => {
    const run = await verifyProvider(referenceProvider({ violations: () => [] }), { safe: true });
    expect(run.registrations.length).toBeGreaterThan(0);
    expect(describeRegistrations(run)).toMatch(/registrations? without a number/);
  });
});
