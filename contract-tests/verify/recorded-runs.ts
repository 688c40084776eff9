import { checks } from "../../src/verify/checks/checks.js";
import type { Failure } from "../../src/verify/exchange/exchange.js";
import { listing, registration } from "../../src/verify/operations/description.js";
import type { CheckResult, Run } from "../../src/verify/verdicts/verify.js";
import { type Verification, verify } from "../../src/verify/verdicts/verify.js";
import { exchangeInProcess } from "./reference/in-process.js";
import { json, type Provider } from "./reference/messages.js";
import { isFor, REFERENCE_KEY, referenceProvider } from "./reference/provider.js";

// Runs whose reports are recorded in whole-reports/, the same each time.

/** What a server may write to break a report: CI commands, markup, a table's cell. */
const HOSTILE = "]]></pre><script>alert(1)</script>\n::error::owned\n|`b`|%0A";

/** A run of some checks. Some requests fail instead of getting the provider's response. */
async function recordRun(
  provider: Provider,
  verification: Partial<Verification> & Pick<Verification, "target" | "only">,
  failures: Readonly<Record<string, Failure>> = {},
): Promise<Run> {
  const exchange = exchangeInProcess(withFixedValues(provider));
  const run = await verify({
    plan: { apiKey: REFERENCE_KEY, safe: false },
    strict: false,
    ...verification,
    sending: {
      timeoutMs: 10_000,
      exchange: async (probe, options) => {
        const failure = failures[probe.id];
        return failure === undefined ? await exchange(probe, options) : { probe, durationMs: 0, failure };
      },
    },
  });
  return {
    ...run,
    startedAt: new Date("2026-11-26T09:08:07.654Z"),
    durationMs: 345,
    exchanges: run.exchanges.map((each, index) => ({ ...each, durationMs: 7 + 3 * index })),
  };
}

/** Makes the IDs and times of a provider's responses the same in each run. */
function withFixedValues(provider: Provider): Provider {
  const ids: string[] = [];
  return (request) => {
    const reply = provider(request);
    const body = String(reply.body)
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
        if (!ids.includes(id)) ids.push(id);
        return `00000000-0000-4000-8000-${String(ids.indexOf(id)).padStart(12, "0")}`;
      })
      .replace(/[0-9]{4}-[0-9T:-]+\.[0-9]{3}Z/g, "2026-11-26T09:08:07.700Z");
    return { ...reply, body };
  };
}

/** Accepts every key, fails at invalid bodies, and returns a wrong number, a wrong list and what it was sent. */
const faultyProvider = (): Provider => {
  const lax = referenceProvider({ isKey: () => true });
  return (request) => {
    const reply = lax(request);
    const { authorization = "" } = request.headers;
    if (isFor(registration, request)) {
      if (request.body === "") return { status: 200, headers: {}, body: "" };
      if (reply.status === 400) return json(500, { message: ["Oops", "\u001b[2J\u0000"] });
      const { data, ...envelope } = JSON.parse(String(reply.body));
      return json(200, { ...envelope, message: authorization, data: { ...data, id: HOSTILE, isActive: "yes" } });
    }
    if (!isFor(listing, request)) return reply;
    if (request.path.includes("voiceAgentId"))
      return {
        status: 200,
        headers: { "content-type": "text/plain" },
        body: `Fine.\n${authorization}\n\n\u001b[2J\u0000${HOSTILE}`,
      };
    const { data, ...envelope } = JSON.parse(String(reply.body));
    const [first] = data;
    const late = { ...first, createdAt: "2026-01-15T09:30:00Z", updatedAt: "2026-01-14T09:30:00Z" };
    return json(200, { ...envelope, data: request.path === listing.path ? [...data, late] : data });
  };
};

const tooLate: Failure = { reason: "too late", detail: "no complete response in 10000 ms" };

/** A run with every kind of fault: one check or several of a cause, advice among failures, known failures, leaks. */
async function recordFaulty(): Promise<Run> {
  const run = await recordRun(
    faultyProvider(),
    {
      target: "http://staging.example/hamsa/",
      only: [
        "addTwilioNumber.200/status",
        "addTwilioNumber.authentication/no-header",
        "AddTwilioNumberRequest/type",
        "AddTwilioNumberRequest.twilioNumberSid/required",
        "AddTwilioNumberRequest.label/minLength",
        "listPhoneNumbers.voiceAgentId/format",
        "addTwilioNumber.protocol/empty-body",
        "listPhoneNumbers.protocol/wrong-method",
        "protocol/unknown-path",
        "AddTwilioNumberResponse.data.id/format",
        "AddTwilioNumberResponse.data.label/type",
        "AddTwilioNumberResponse.data.isActive/type",
        "ListPhoneNumbersResponse.data[].id/x-same-as",
        "ListPhoneNumbersResponse.data[].updatedAt/x-not-before",
      ],
      known: ["AddTwilioNumberResponse.data.isActive/type", "AddTwilioNumberResponse.data.label/type"],
    },
    { "listPhoneNumbers.protocol/wrong-method": tooLate },
  );
  // Its check needs all requests, which would make a long report.
  const skipped: Omit<CheckResult, "check"> = {
    status: "skipped",
    reason: "no 429 response was received",
    isKnown: false,
    probes: [],
  };
  return {
    ...run,
    results: [...run.results, ...checks.filter(({ id }) => id === "429/json").map((check) => ({ check, ...skipped }))],
    coverage: [
      { kind: "statuses", total: 6, missed: ["400", "401", "429", "default"] },
      { kind: "media types", total: 1, missed: [] },
      {
        kind: "properties",
        total: 12,
        missed: ["one", "two", "three", "four", "five", "six"].map((each) => `P.${each}`),
      },
      { kind: "constraints", total: 0, missed: [] },
    ],
  };
}

/** A run in safe mode of a server that ignores an invalid parameter, which is advice. */
function recordAdvised(): Promise<Run> {
  return recordRun(referenceProvider({ violations: () => [] }), {
    target: "http://127.0.0.1:8080",
    plan: { apiKey: REFERENCE_KEY, safe: true },
    only: ["addTwilioNumber.200/status", "listPhoneNumbers.take/pattern", "listPhoneNumbers/take"],
  });
}

/** A run of a conforming server, in which advice would fail. */
function recordConforming(): Promise<Run> {
  return recordRun(referenceProvider(), {
    target: "https://api.example",
    strict: true,
    only: ["addTwilioNumber.200/status", "addTwilioNumber.authentication/wrong-key", "listPhoneNumbers/take"],
  });
}

/** A run in safe mode with a key that is not valid. */
function recordUnjudged(): Promise<Run> {
  return recordRun(() => json(401, { message: `${REFERENCE_KEY} is not a key` }), {
    target: "https://api.example",
    plan: { apiKey: REFERENCE_KEY, safe: true },
    only: ["listPhoneNumbers/take"],
  });
}

export const recordings = {
  faulty: recordFaulty,
  advised: recordAdvised,
  conforming: recordConforming,
  unjudged: recordUnjudged,
};
