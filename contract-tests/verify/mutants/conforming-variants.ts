import { gzipSync } from "node:zlib";
import { listing } from "../../../src/verify/operations/description.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { addHeaders, changeReply, type Mutant, rewriteJson, rewriteText, whenStatus, whenSuccess } from "./mutant.js";

/** Providers that keep the contract in ways that a careless check would fail. */
export const conformingVariants: readonly Mutant[] = [
  ...["application/json; charset=utf-8", "application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"'].map(
    (type) =>
      changeReply(
        `has the content-type ${type}`,
        () => true,
        addHeaders(() => ({ "content-type": type })),
        [],
      ),
  ),
  putAt("an upper-case UUID", ["data", "id"], "3F2C8A54-9F0E-4C1B-8D27-5A1E0B7C6D90"),
  putAt("a UUID of version 7", ["data", "id"], "01890a5d-ac96-774b-bcce-b302099a8057"),
  putAt("a number with a voice agent", ["data", "voiceAgentId"], "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90"),
  putAt("an inactive number", ["data", "isActive"], false),
  putAt("a time with microseconds", ["data", "updatedAt"], "2999-01-15T09:30:00.123456Z"),
  putAt("a time with an offset", ["data", "updatedAt"], "2999-01-15T12:30:00+03:00"),
  putAt("a leap second", ["data", "updatedAt"], "2998-12-31T23:59:60Z"),
  putAt("a message of its own", ["message"], "The number was added \u2014 welcome"),
  changeReply(
    "indents its JSON",
    () => true,
    rewriteText((text) => JSON.stringify(JSON.parse(text), null, 2)),
    [],
  ),
  changeReply(
    "escapes its JSON",
    whenStatus(200),
    rewriteText((text) => text.replace("Success", "\\u0053uccess")),
    [],
  ),
  changeReply(
    "compresses its responses",
    () => true,
    (reply) => compress(String(reply.body), reply.headers),
    [],
  ),
  changeReply(
    "explains its errors",
    whenStatus(400),
    rewriteJson((value) => ({ ...Object(value), params: ["any", { thing: 1 }] })),
    [],
  ),
  ...[
    "Please select a number from the list",
    "Try again at 09:30:15, or update the label and set another one",
    "The number was taken at 2026-01-15T09:30:00Z",
    "See https://docs.example:8443/errors/label:12 for more",
    "Insert into the field label a name of your own; delete from it what is left",
  ].map((message) =>
    changeReply(
      `rejects with the words ${JSON.stringify(message)}`,
      whenStatus(400),
      rewriteJson((value) => ({ ...Object(value), message })),
      [],
    ),
  ),
  changeReply(
    "explains how to authenticate",
    whenStatus(401),
    addHeaders(() => ({ "www-authenticate": "Token" })),
    [],
  ),
  changeReply(
    "responds with HTML to an unknown route",
    whenStatus(404),
    () => ({ headers: { "content-type": "text/html" }, body: "<p>?" }),
    [],
  ),
  changeReply(
    "has no page after its last",
    (_, { path }) => path.includes("skip=2"),
    () => ({ status: 404, body: JSON.stringify({ message: "There is no such page" }) }),
    [],
  ),
  changeReply(
    "has no such voice agent as requested",
    (_, { path }) => /voiceAgentId=[0-9a-f-]{36}$/.test(path),
    () => ({ status: 404, body: JSON.stringify({ message: "There is no such voice agent" }) }),
    [],
  ),
  changeReply(
    "lists no type, and nothing that is null",
    whenSuccess({ operation: listing }),
    rewriteJson((value) => {
      const { data, ...envelope } = Object(value);
      const present = (item: object) =>
        Object.fromEntries(Object.entries(item).filter(([name, each]) => name !== "type" && each !== null));
      return { ...envelope, data: data.map(present) };
    }),
    [],
  ),
  changeReply("sets Retry-After to half a minute", whenStatus(400), rateLimit("30"), []),
  changeReply("sets Retry-After to a date", whenStatus(400), rateLimit("Fri, 31 Dec 2027 23:59:59 GMT"), []),
];

function putAt(name: string, path: readonly string[], value: unknown): Mutant {
  return changeReply(
    `responds with ${name}`,
    whenStatus(200),
    rewriteJson((body) => withAt(body, path, value)),
    [],
  );
}

function compress(body: string, headers: Readonly<Record<string, string>>) {
  const bytes = gzipSync(body);
  return { body: bytes, headers: { ...headers, "content-encoding": "gzip", "content-length": String(bytes.length) } };
}

function rateLimit(after: string): Parameters<typeof changeReply>[2] {
  return ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": after } });
}
