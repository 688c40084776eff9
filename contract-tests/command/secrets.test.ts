import { describe, expect, test } from "vitest";
import { LeakFinder } from "../../src/verify/exchange/leak-finder.js";
import { json, type Provider } from "../verify/reference/messages.js";
import { REFERENCE_KEY, referenceProvider } from "../verify/reference/provider.js";
import { ACCOUNT, fakeTwilio, OURS, ownedNumber, TOKEN } from "./fake-twilio.js";
import { createWorld } from "./world.js";

const leaks = new LeakFinder([
  { name: "the token", value: TOKEN },
  { name: "the key", value: REFERENCE_KEY },
]);

/** A text with the token in the spellings in which servers return secrets. */
const ECHO = [
  TOKEN,
  [...TOKEN].reverse().join(""),
  Buffer.from(`${ACCOUNT}:${TOKEN}`).toString("base64"),
  Buffer.from(TOKEN).toString("hex"),
  [...TOKEN].map((char) => `&#${char.charCodeAt(0)};`).join(""),
  [...TOKEN].map((char) => `\\u00${char.charCodeAt(0).toString(16)}`).join(""),
  // In parts, which a terminal would show as one.
  [...TOKEN].join("\u001b[0m"),
  [...TOKEN].join("\u200b"),
].join(" and ");

const number = { ...ownedNumber(1), phone_number: OURS.phone_number };

async function expectNoLeak(args: readonly string[], hamsa: Provider, twilio: Provider) {
  const world = await createWorld(hamsa, twilio);
  for (const more of [[], ["--json"]]) {
    const { stdout, stderr } = await world.run([...args, ...more]);
    expect(leaks.findNames(stdout + stderr)).toEqual([]);
  }
}

describe("a Hamsa that returns the token", () => {
  test("in an error of the list", async () => {
    const hamsa = () => json(400, { message: `no ${ECHO} here` });
    await expectNoLeak(["add", OURS.phone_number, "--yes"], hamsa, fakeTwilio([number]));
  });

  test("in an error of the registration", async () => {
    const conforming = referenceProvider();
    const hamsa: Provider = (request) =>
      request.method === "POST" ? json(400, { message: `no ${ECHO} here` }) : conforming(request);
    await expectNoLeak(["add", OURS.phone_number, "--yes"], hamsa, fakeTwilio([number]));
  });

  test("as the label of a registered number", async () => {
    const conforming = referenceProvider();
    const hamsa: Provider = (request) => {
      const reply = conforming(request);
      if (request.method === "POST") return reply;
      const page = JSON.parse(String(reply.body));
      const items = page.data.map((item: object) => ({ ...item, number: OURS.phone_number, label: ECHO }));
      return json(200, { ...page, data: items });
    };
    await expectNoLeak(["add", OURS.phone_number, "--yes"], hamsa, fakeTwilio([number]));
  });
});

describe("a Twilio that returns the token", () => {
  test("as the name of a number", async () => {
    const twilio = fakeTwilio([{ ...number, friendly_name: ECHO }]);
    await expectNoLeak(["add", OURS.phone_number, "--yes"], referenceProvider(), twilio);
  });

  test("in the address of the next page", async () => {
    const twilio = () =>
      json(200, {
        incoming_phone_numbers: [number],
        next_page_uri: `/a?PageToken=${encodeURIComponent(ECHO)}`,
        page: 0,
        page_size: 50,
      });
    await expectNoLeak(["add", "--all", "--yes"], referenceProvider(), twilio);
  });
});
