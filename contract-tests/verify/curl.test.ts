import { describe, expect, test } from "vitest";
import { registration } from "../../src/verify/operations/description.js";
import type { Plan } from "../../src/verify/probes/plan.js";
import { buildProbes } from "../../src/verify/probes/probes.js";
import { onlyOption, toCurl } from "../../src/verify/reports/curl.js";
import { run } from "../support/run.js";
import { plainRun } from "./reference/plain-runs.js";
import { REFERENCE_KEY } from "./reference/provider.js";

const example: Readonly<Record<string, unknown>> = Object(registration.request?.example);
const TOKEN = String(example.twilioAuthToken);
const ROUTE = "/v1/voice-agents/twilio/phone-number";
const full: Plan = { apiKey: REFERENCE_KEY, safe: false };

/** The curl line of a plan's request, changed. */
function curlOf(id: string, { plan = full, target = "http://127.0.0.1", ...changes }: Changes = {}): string {
  const probe = buildProbes(plan).find((each) => each.id === id);
  if (probe === undefined) throw new Error(`There is no request ${id}.`);
  return toCurl(plainRun({ verification: { plan, target } }), { ...probe, ...changes });
}

interface Changes {
  readonly plan?: Plan;
  readonly target?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe("the curl line", () => {
  const none = { headers: {}, body: "" };
  const start = `curl -i -X POST 'http://127.0.0.1${ROUTE}'`;

  test.for<readonly [string, Changes, string]>([
    ["has an empty body", none, `${start} --data-raw ''`],
    ["has an apostrophe", { ...none, body: "it's" }, `${start} --data-raw 'it'\\''s'`],
    [
      "has apostrophes in a header",
      { ...none, headers: { "x-a": "it's 'b'" } },
      `${start} -H 'x-a: it'\\''s '\\''b'\\''' --data-raw ''`,
    ],
    [
      "takes the key from the environment",
      { ...none, headers: { accept: "a/b", Authorization: `Token ${REFERENCE_KEY}` } },
      `${start} -H 'accept: a/b' -H "Authorization: Token $HAMSA_API_KEY" --data-raw ''`,
    ],
    [
      "has another key as it is",
      { ...none, headers: { Authorization: "Token not-a-key" } },
      `${start} -H 'Authorization: Token not-a-key' --data-raw ''`,
    ],
    [
      "takes the token from the environment, each time",
      { headers: {}, body: `${TOKEN} and ${TOKEN}.` },
      `${start} --data-raw ''"$TWILIO_AUTH_TOKEN"' and '"$TWILIO_AUTH_TOKEN"'.'`,
    ],
    [
      "takes the user's own token, as JSON has it, from the environment",
      {
        plan: { ...full, params: { ...example, twilioAuthToken: `a'b"c$&-own-token` } },
        headers: {},
        body: JSON.stringify([`a'b"c$&-own-token`, TOKEN]),
      },
      `${start} --data-raw '["'"$TWILIO_AUTH_TOKEN"'","'"$TWILIO_AUTH_TOKEN"'"]'`,
    ],
    [
      "has no token that isn't a string or is empty",
      { plan: { ...full, params: { twilioAuthToken: "" } }, headers: {}, body: "[1]" },
      `${start} --data-raw '[1]'`,
    ],
    [
      "has no token that is a number",
      { plan: { ...full, params: { twilioAuthToken: 1 } }, headers: {}, body: "[1]" },
      `${start} --data-raw '[1]'`,
    ],
    [
      "goes to a base URL with a path",
      { ...none, target: "https://api.example/hamsa/" },
      `curl -i -X POST 'https://api.example/hamsa${ROUTE}' --data-raw ''`,
    ],
    [
      "masks other secrets",
      {
        ...none,
        plan: { ...full, otherSecrets: ["let-me-in-as-the-gateway"] },
        headers: { "x-gateway": "let-me-in-as-the-gateway" },
        path: `/${REFERENCE_KEY}`,
      },
      "curl -i -X POST 'http://127.0.0.1/[masked]' -H 'x-gateway: [masked]' --data-raw ''",
    ],
  ])("%s", ([, changes, line]) => {
    expect(curlOf("addTwilioNumber", changes)).toBe(line);
  });

  test.for([
    ["bare-key", `-H "Authorization: $HAMSA_API_KEY"`],
    ["bearer", `-H "Authorization: Bearer $HAMSA_API_KEY"`],
    ["wrong-key", "-H 'Authorization: Token not-a-key-of-this-api'"],
    ["lengthened-key", `-H "Authorization: Token $(printf %s0 "$HAMSA_API_KEY")"`],
    ["empty-key", "-H 'Authorization: Token '"],
  ])("makes a bad key of the real one (%s)", ([name, header]) => {
    expect(curlOf(`listPhoneNumbers.authentication/${name}`)).toBe(
      `curl -i -X GET 'http://127.0.0.1/v1/voice-agents/phone-number/list' -H 'accept: application/json' ${header}`,
    );
  });
});

test("a shell sends with the curl line exactly what was sent, for every request", async () => {
  const probes = buildProbes(full);
  const verification = { plan: full, target: "http://127.0.0.1" };
  const lines = probes.map((probe) => `${toCurl(plainRun({ verification }), probe)}; echo; echo ---`);
  for (const line of lines) expect(line).not.toContain(REFERENCE_KEY);
  // Instead of curl, a function that prints its arguments.
  const script = `curl() { printf '%s\\0' "$@"; }\n${lines.join("\n")}`;
  const { stdout } = await run("bash", ["-c", script], {
    env: { ...process.env, HAMSA_API_KEY: REFERENCE_KEY, TWILIO_AUTH_TOKEN: TOKEN },
  });
  const sent = stdout
    .split("\n---\n")
    .slice(0, -1)
    .map((each) => each.split("\0").slice(0, -1));
  expect(sent).toHaveLength(probes.length);
  for (const [index, probe] of probes.entries()) {
    const headers = Object.entries(probe.headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
    const body = probe.body === undefined ? [] : ["--data-raw", probe.body];
    const url = `http://127.0.0.1${probe.path}`;
    expect(sent[index], probe.id).toEqual(["-i", "-X", probe.method, url, ...headers, ...body]);
  }
});

test("the option that runs one check again is quoted if a shell would expand its id", () => {
  const ids = ["addTwilioNumber.200/utf-8", "ListPhoneNumbersResponse.data[].id/type", "a?b", "a b", "b*", "it's"];
  expect(ids.map((id) => onlyOption({ id }))).toEqual([
    "--only addTwilioNumber.200/utf-8",
    "--only 'ListPhoneNumbersResponse.data[].id/type'",
    "--only 'a?b'",
    "--only 'a b'",
    "--only 'b*'",
    "--only 'it'\\''s'",
  ]);
});
