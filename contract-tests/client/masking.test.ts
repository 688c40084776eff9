import { describe, expect, test } from "vitest";
import { success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const URL = "https://api.example.com";
const PATH = "/v1/voice-agents/twilio/phone-number";
const TOKEN = 'canary-token-"9b2c"\\é';

/** What an error keeps of a page in which a server wrote something. */
async function catchExcerpt(page: string, twilioAuthToken: string, apiKey = "an-api-key"): Promise<unknown> {
  const fetch = async () => new Response(page, { status: 400 });
  const error = await catchError(
    createClient(URL, { fetch, apiKey }).addTwilioNumber({ ...syntheticParams, twilioAuthToken }),
  );
  return Object(error).excerpt;
}

/** What `http` returns for a body that a program made by itself, if the response has this text. */
async function sendByHand(body: unknown, text: string): Promise<unknown> {
  const { http } = createClient(URL, { fetch: async () => new Response(text) });
  const { data } = await http.POST(PATH, { body: body as never, parseAs: "text" });
  return data;
}

/** Puts a value into so many objects, each in the next. */
function nest(value: unknown, depth: number): unknown {
  return depth === 0 ? value : { inner: nest(value, depth - 1) };
}

describe("a token is masked as it is written", () => {
  const CONTROLS = "canary\b\f\n\r\t-token";
  test.for<readonly [where: string, token: string, written: string]>([
    ["in a sentence", "canary token of forms", "canary token of forms"],
    ["in a form, with + for a space", "canary token of forms", "canary+token+of+forms"],
    ["in JSON, with escaped control characters", CONTROLS, JSON.stringify(CONTROLS).slice(1, -1)],
    ["in JSON within JSON", CONTROLS, JSON.stringify(JSON.stringify(CONTROLS)).slice(3, -3)],
    ["in JSON, with an emoji as two escapes", "canary-token-😀", String.raw`canary-token-\ud83d\ude00`],
    ["in HTML, with hexadecimal escapes", "canary-token", "canary-&#x74;&#x06F;ken"],
    ["in a header, with the bytes of UTF-8", "canary-token-é", "canary-token-Ã©"],
  ])("%s", async ([, token, written]) => {
    expect(await catchExcerpt(`received ${written}.`, token)).toBe("received [masked].");
  });
});

describe("a secret is masked", () => {
  test("within words if it has 6 characters or more", async () => {
    expect(await catchExcerpt("a canary, canary-yellow", "canary")).toBe("a [masked], [masked]-yellow");
  });

  test("only as a whole string if it has fewer, wherever it appears", async () => {
    const page = '["token","a token",{"token":"token"}]';
    expect(await catchExcerpt(page, "token")).toBe('["[masked]","a token",{"[masked]":"[masked]"}]');
  });

  test("if the key and the token are both short", async () => {
    expect(await catchExcerpt('["token","key-1","other"]', "token", "key-1")).toBe('["[masked]","[masked]","other"]');
  });

  test("if it is one of several in a body, such as a list of registrations", async () => {
    const body = [syntheticParams, { ...syntheticParams, twilioAuthToken: TOKEN }];
    const text = `${syntheticParams.twilioAuthToken} and ${TOKEN}`;
    expect(await sendByHand(body, text)).toBe("[masked] and [masked]");
  });

  test("if it is 50 levels deep in a body", async () => {
    expect(await sendByHand(nest({ twilioAuthToken: TOKEN }, 50), `received ${TOKEN}`)).toBe("received [masked]");
  });
});

describe("a response keeps", () => {
  /** The registered number, if a server adds these fields to it. */
  function registerWith(fields: object): Promise<unknown> {
    const fetch = async () => Response.json({ ...success, data: { ...success.data, ...fields } });
    return createClient(URL, { fetch }).addTwilioNumber(syntheticParams);
  }

  test("numbers, true, false and null", async () => {
    const fields = { rate: 0.5, channels: [7, -1], isNew: true, isOld: false, parent: null };
    expect(await registerWith(fields)).toEqual({ ...success.data, ...fields });
  });

  test("what is 50 levels deep, and nothing that is deeper", async () => {
    const number = await registerWith({ deep: nest("kept", 50), deeper: nest("kept", 51) });
    expect(number).toEqual({ ...success.data, deep: nest("kept", 50), deeper: nest("[masked]", 51) });
  });

  test("its empty strings if the token is empty", async () => {
    const text = JSON.stringify({ label: "", note: "none" });
    expect(await sendByHand({ ...syntheticParams, twilioAuthToken: "" }, text)).toBe(text);
  });
});

test("a body that is nested without end is sent as it is", async () => {
  const body = `${'{"inner":'.repeat(100_000)}7${"}".repeat(100_000)}`;
  const sent: unknown[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    sent.push(new TextDecoder().decode(init?.body as Uint8Array));
    return Response.json(success);
  };
  const { http } = createClient(URL, { fetch });
  const { data } = await http.POST(PATH, { body: syntheticParams, bodySerializer: () => body });
  expect(data).toEqual(success);
  expect(sent).toEqual([body]);
});
