import { gzipSync } from "node:zlib";
import { listing, registration } from "../../../src/verify/operations/description.js";
import { subjectOf } from "../../../src/verify/operations/operations.js";
import {
  addHeaders,
  changeReply,
  type Mutant,
  rewriteJson,
  rewriteText,
  type When,
  whenPlain,
  whenStatus,
  whenSuccess,
} from "./mutant.js";

const keepNumber = (number: Fields): Fields => number;

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
  putProperty("an upper-case UUID", "id", "3F2C8A54-9F0E-4C1B-8D27-5A1E0B7C6D90"),
  putProperty("a UUID of version 7", "id", "01890a5d-ac96-774b-bcce-b302099a8057"),
  putProperty("a number with a voice agent", "voiceAgentId", "3f2c8a54-9f0e-4c1b-8d27-5a1e0b7c6d90"),
  putProperty("an inactive number", "isActive", false),
  putProperty("a time with microseconds", "updatedAt", "2999-01-15T09:30:00.123456Z"),
  putProperty("a time with an offset", "updatedAt", "2999-01-15T12:30:00+03:00"),
  putProperty("a leap second", "updatedAt", "2998-12-31T23:59:60Z"),
  changeReply(
    "responds with a message of its own",
    whenStatus(200),
    rewriteJson((body) => ({ ...Object(body), message: "The number was added \u2014 welcome" })),
    [],
  ),
  changeNumbers("lists upper-case UUIDs", keepNumber, (item) => ({
    ...item,
    id: String(item.id).toUpperCase(),
    userId: String(item.userId).toUpperCase(),
  })),
  changeNumbers("lists times without fractions of seconds", keepNumber, (item) => ({
    ...item,
    createdAt: String(item.createdAt).replace(/\.[0-9]+/, ""),
  })),
  changeNumbers("lists times with an offset", keepNumber, (item) => ({
    ...item,
    createdAt: new Date(Date.parse(String(item.createdAt)) + 3 * 3_600_000).toISOString().replace("Z", "+03:00"),
  })),
  changeNumbers("lists nothing but what every item needs", keepNumber, ({ id, number, label }) => ({
    id,
    number,
    label,
  })),
  changeNumbers("lists numbers without a plus", keepNumber, (item) => ({
    ...item,
    number: String(item.number).slice(1),
  })),
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
  changeReply(
    "registers a number again under a new id, and lists both",
    whenPlain(subjectOf(listing)),
    rewriteJson((body) => {
      const { data, ...envelope } = Object(body);
      const earlier = { id: "0e8a7f5c-91b2-4d63-8f4e-2a6c3d5b7e10", number: PHONE_NUMBER, label: "An earlier label" };
      return { ...envelope, data: [earlier, ...data] };
    }),
    [],
  ),
  changeReply("sets Retry-After to half a minute", whenStatus(400), rateLimit("30"), []),
  changeReply("sets Retry-After to a date", whenStatus(400), rateLimit("Fri, 31 Dec 2027 23:59:59 GMT"), []),
];

/** Returns a property of the number with another value, also in the list. */
function putProperty(name: string, property: string, value: unknown): Mutant {
  const put = (number: Fields): Fields => (property in number ? { ...number, [property]: value } : number);
  return changeNumbers(`responds with ${name}`, put, put);
}

/** Changes the number as the registration returns it, and as the list has it. */
function changeNumbers(
  name: string,
  changeRegistered: (number: Fields) => Fields,
  changeListed: (number: Fields) => Fields,
  caughtBy: readonly string[] = [],
): Mutant {
  const rewrite = rewriteJson((body) => {
    const { data, ...envelope } = Object(body);
    if (!Array.isArray(data)) return { ...envelope, data: changeRegistered(data) };
    const items = data.map((item) => (item.number === PHONE_NUMBER ? changeListed(item) : item));
    return { ...envelope, data: items };
  });
  const isSuccess: When = (reply, request) =>
    [listing, registration].some((operation) => whenSuccess({ operation })(reply, request));
  return changeReply(name, isSuccess, rewrite, caughtBy);
}

type Fields = Readonly<Record<string, unknown>>;

const { phoneNumber: PHONE_NUMBER } = Object(registration.request.example);

function compress(body: string, headers: Readonly<Record<string, string>>) {
  const bytes = gzipSync(body);
  return { body: bytes, headers: { ...headers, "content-encoding": "gzip", "content-length": String(bytes.length) } };
}

function rateLimit(after: string): Parameters<typeof changeReply>[2] {
  return ({ headers }) => ({ status: 429, headers: { ...headers, "retry-after": after } });
}

/** Honest providers that get advice: a second registration of a number is not documented. */
export const advisedVariants: readonly Mutant[] = [
  changeNumbers(
    "returns a number that it already has, with its earlier label and time",
    (number) => ({ ...number, label: "An earlier label", createdAt: "2026-01-15T09:30:00Z" }),
    (number) => ({ ...number, label: "An earlier label", createdAt: "2026-01-15T09:30:00Z" }),
    ["AddTwilioNumberResponse.data.label/x-echoes"],
  ),
  changeNumbers(
    "returns the sent label of a number that it lists with an earlier label",
    keepNumber,
    (number) => ({ ...number, label: "An earlier label" }),
    ["ListPhoneNumbersResponse.data[].label/x-same-as"],
  ),
  changeReply(
    "lists a new number only after a while",
    whenSuccess({ operation: listing }),
    rewriteJson((body) => {
      const { data, ...envelope } = Object(body);
      return { ...envelope, data: data.filter(({ number }: Fields) => number !== PHONE_NUMBER) };
    }),
    ["listPhoneNumbers/registered"],
  ),
];
