import { gzipSync } from "node:zlib";
import { listing } from "../../../src/verify/operations/description.js";
import { withAt } from "../../../src/verify/operations/paths.js";
import { answering, type Mutant, retyping, rewriting, whenStatus, whenSuccess, withHeaders } from "./mutant.js";

/** Ways to keep the contract that a careless check would call breaches. */
export const conformingVariants: readonly Mutant[] = [
  ...["application/json; charset=utf-8", "application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"'].map(
    (type) =>
      answering(
        `says ${type}`,
        () => true,
        withHeaders(() => ({ "content-type": type })),
        [],
      ),
  ),
  putting("an upper-case UUID", ["data", "id"], "3F2C8A54-9F0E-4C1B-8D27-5A1E0B7C6D90"),
  putting("a UUID of version 7", ["data", "id"], "01890a5d-ac96-774b-bcce-b302099a8057"),
  putting("a number that an agent answers", ["data", "voiceAgentId"], "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90"),
  putting("an inactive number", ["data", "isActive"], false),
  putting("a time with microseconds", ["data", "updatedAt"], "2999-01-15T09:30:00.123456Z"),
  putting("a time with an offset", ["data", "updatedAt"], "2999-01-15T12:30:00+03:00"),
  putting("a leap second", ["data", "updatedAt"], "2998-12-31T23:59:60Z"),
  putting("a message of its own", ["message"], "The number was added \u2014 welcome"),
  answering(
    "indents its JSON",
    () => true,
    retyping((text) => JSON.stringify(JSON.parse(text), null, 2)),
    [],
  ),
  answering(
    "escapes its JSON",
    whenStatus(200),
    retyping((text) => text.replace("Success", "\\u0053uccess")),
    [],
  ),
  answering(
    "compresses its answers",
    () => true,
    (reply) => compressed(String(reply.body), reply.headers),
    [],
  ),
  answering(
    "explains its errors",
    whenStatus(400),
    rewriting((value) => ({ ...Object(value), params: ["any", { thing: 1 }] })),
    [],
  ),
  ...[
    "Please select a number from the list",
    "Try again at 09:30:15, or update the label and set another one",
    "The number was taken at 2026-01-15T09:30:00Z",
    "See https://docs.example:8443/errors/label:12 for more",
    "Insert into the field label a name of your own; delete from it what is left",
  ].map((message) =>
    answering(
      `refuses with the words ${JSON.stringify(message)}`,
      whenStatus(400),
      rewriting((value) => ({ ...Object(value), message })),
      [],
    ),
  ),
  answering(
    "says how to authenticate",
    whenStatus(401),
    withHeaders(() => ({ "www-authenticate": "Token" })),
    [],
  ),
  answering(
    "answers what is not its route with HTML",
    whenStatus(404),
    () => ({ headers: { "content-type": "text/html" }, body: "<p>?" }),
    [],
  ),
  answering(
    "knows no page beyond its last",
    (_, { path }) => path.includes("skip=2"),
    () => ({ status: 404, body: JSON.stringify({ message: "There is no such page" }) }),
    [],
  ),
  answering(
    "does not know the voice agent that is asked for",
    (_, { path }) => /voiceAgentId=[0-9a-f-]{36}$/.test(path),
    () => ({ status: 404, body: JSON.stringify({ message: "There is no such voice agent" }) }),
    [],
  ),
  answering(
    "lists no type, and nothing that is null",
    whenSuccess({ operation: listing }),
    rewriting((value) => {
      const { data, ...envelope } = Object(value);
      const present = (item: object) =>
        Object.fromEntries(Object.entries(item).filter(([name, each]) => name !== "type" && each !== null));
      return { ...envelope, data: data.map(present) };
    }),
    [],
  ),
  answering("asks to wait for half a minute", whenStatus(400), limiting("30"), []),
  answering("asks to wait until a date", whenStatus(400), limiting("Fri, 31 Dec 2027 23:59:59 GMT"), []),
];

function putting(name: string, path: readonly string[], value: unknown): Mutant {
  return answering(
    `answers with ${name}`,
    whenStatus(200),
    rewriting((body) => withAt(body, path, value)),
    [],
  );
}

function compressed(body: string, headers: Readonly<Record<string, string>>) {
  const bytes = gzipSync(body);
  return { body: bytes, headers: { ...headers, "content-encoding": "gzip", "content-length": String(bytes.length) } };
}

function limiting(after: string): Parameters<typeof answering>[2] {
  return ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": after } });
}
