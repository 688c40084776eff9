import { describe, expect, test } from "vitest";
import type { Schema } from "../../openapi/read.js";
import { LeakFinder } from "../../src/verify/exchange/leak-finder.js";
import { findSecretProperties, listSecrets } from "../../src/verify/probes/plan.js";
import { syntheticParams } from "../support/params.js";

const KEY = "k3y/with+odd=chars&more";
const secrets = new LeakFinder([{ name: "api-key", value: KEY }]);

const SPELLINGS: readonly (readonly [string, string])[] = [
  ["plain", KEY],
  ["in capitals", KEY.toUpperCase()],
  ["in a URL", encodeURIComponent(KEY)],
  ["in a form", new URLSearchParams({ key: KEY }).toString()],
  ["in base64", Buffer.from(KEY).toString("base64")],
  ["in base64 for URLs", Buffer.from(KEY).toString("base64url")],
  ["in base64 with its Token", Buffer.from(`Token ${KEY}`).toString("base64")],
  ["in hexadecimal", Buffer.from(KEY).toString("hex")],
  ["backwards", [...KEY].reverse().join("")],
  ["in base64 after another string", Buffer.from(`AC0123456789:${KEY}`).toString("base64")],
  ["in base64 between other strings", Buffer.from(`AC012345678:${KEY}:x`).toString("base64")],
  ["with dashes between its characters", [...KEY].join("-")],
  ["on several lines", KEY.replace(/.{4}/g, "$&\n")],
  [
    "in hexadecimal with colons",
    Buffer.from(KEY)
      .toString("hex")
      .replace(/..(?=.)/g, "$&:"),
  ],
  ["escaped as in JSON", [...KEY].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join("")],
  ["escaped as in HTML", [...KEY].map((each) => `&#${each.charCodeAt(0)};`).join("")],
  ["escaped as in HTML, in hexadecimal", [...KEY].map((each) => `&#x${each.charCodeAt(0).toString(16)};`).join("")],
];

describe("a returned secret", () => {
  test.for(SPELLINGS)("is found and masked %s", ([, spelling]) => {
    expect(secrets.findNames(`before ${spelling} after`)).toEqual(["api-key"]);
    expect(secrets.mask(`before ${spelling} after`)).toMatch(/^before .*\[masked\].* after$/);
    expect(secrets.mask(`before ${spelling} after`)).not.toContain(spelling);
  });

  test.for([0, 5, KEY.length - 12])("is found by any 12 consecutive characters, from %i on", (from) => {
    const part = KEY.slice(from, from + 12);
    expect(secrets.findNames(`before ${part} after`)).toEqual(["api-key"]);
    expect(secrets.mask(`before ${part} after`)).toBe("before [masked] after");
    expect(secrets.findNames(`before ${part.slice(0, 11)} after`)).toEqual([]);
  });

  test.for([
    ["twice, with separators first", `${[...KEY].join("-")} and ${KEY}.`, "[masked] and [masked]."],
    ["twice, with separators last", `${KEY} and ${[...KEY].join("-")}.`, "[masked] and [masked]."],
    ["at the end", `before ${KEY}`, "before [masked]"],
    ["next to itself", `${KEY}${KEY}!`, "[masked][masked]!"],
    ["by 12 characters at the end", `before ${KEY.slice(-12)}`, "before [masked]"],
    ["not by 11 characters at the end", `before ${KEY.slice(-11)}`, `before ${KEY.slice(-11)}`],
    ["of 6 characters at the end", "before s3cr3t", "before [masked]"],
    ["not of 5 characters", "before w0rds", "before w0rds"],
    ["not of 5 characters in hexadecimal", "before 7730726473", "before 7730726473"],
    ["not of 5 characters in base64", "before dzByZHM=", "before dzByZHM="],
  ] as const)("is masked %s", ([, text, masked]) => {
    const several = new LeakFinder([
      { name: "api-key", value: KEY },
      { name: "short", value: "s3cr3t" },
      { name: "too short", value: "w0rds" },
    ]);
    expect(several.mask(text)).toBe(masked);
  });

  test("is masked before the text is cut, so that no part of it is left", () => {
    const excerpt = secrets.excerpt(`${"x".repeat(95)}${KEY}`, 100);
    expect(excerpt).not.toContain(KEY.slice(0, 4));
  });

  test("is masked to its end, even if another secret is its beginning", () => {
    const both = new LeakFinder([
      { name: "token", value: "both-begin" },
      { name: "api-key", value: "both-begin-and-one-continues" },
    ]);
    expect(both.mask("both-begin-and-one-continues, both-begin")).toBe("[masked], [masked]");
  });

  test("is not found in other words", () => {
    expect(secrets.findNames("k3y with odd")).toEqual([]);
    expect(secrets.mask("a text with \\u0061 in it")).toBe("a text with \\u0061 in it");
  });
});

test("an excerpt ends with … only if something is left out", () => {
  const bodies = [100, 101].map((length) => "x".repeat(length));
  expect(bodies.map((body) => secrets.excerpt(body, 100))).toEqual([bodies[0], `${bodies[0]}…`]);
});

describe("the secrets of a run", () => {
  const own = [
    { name: "api-key", value: KEY },
    { name: "twilioAuthToken", value: syntheticParams.twilioAuthToken },
  ];

  test("are the key and the example's token", () => {
    expect(listSecrets({ apiKey: KEY })).toEqual(own);
  });

  test("include the token of the params and a gateway's headers", () => {
    const params = { twilioAuthToken: "a-token-of-the-params" };
    expect(listSecrets({ apiKey: KEY, params, otherSecrets: ["a-gateway's-key"] })).toEqual([
      own[0],
      { name: "header", value: "a-gateway's-key" },
      own[1],
      { name: "twilioAuthToken", value: "a-token-of-the-params" },
    ]);
  });

  test.for([{}, { twilioAuthToken: "" }, { twilioAuthToken: null }])("include nothing of the params %j", (params) => {
    expect(listSecrets({ apiKey: KEY, params })).toEqual(own);
  });

  test("are what the description marks as one, at any depth of a request", () => {
    const schema = (parts: Partial<Schema>): Schema => ({ pointer: "#", name: "", keywords: {}, ...parts });
    const secret = schema({ keywords: { "x-secret": true } });
    const webhook = schema({ properties: { url: schema({}), signingSecret: secret } });
    const request = schema({
      properties: {
        token: secret,
        trunk: schema({ properties: { sipPassword: secret } }),
        webhooks: schema({ items: webhook }),
      },
    });
    expect(findSecretProperties(request).map(({ name, path }) => [name, path.join(".")])).toEqual([
      ["token", "token"],
      ["sipPassword", "trunk.sipPassword"],
      ["signingSecret", "webhooks.[].signingSecret"],
    ]);
  });
});
