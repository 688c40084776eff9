import { describe, expect, test } from "vitest";
import { ContractError } from "../../src/index.js";
import { createListItem, success } from "../support/behaviors.js";
import { catchError, createClient } from "../support/clients.js";
import { createListServer, createNumbers, LIST_URL, paging } from "../support/list-server.js";
import { syntheticParams } from "../support/params.js";

describe("one invalid item", () => {
  const [first, second] = createNumbers(2);
  const { hamsa } = createListServer(() => [
    first as object,
    { ...second, number: null },
    createListItem("+14155550188", 7),
  ]);

  test("is named in a ContractError, after all valid ones", async () => {
    const seen: string[] = [];
    const error = await catchError(
      (async () => {
        for await (const { number } of hamsa.listPhoneNumbers()) seen.push(number);
      })(),
    );
    expect(seen).toEqual([first?.number, "+14155550188"]);
    expect(error).toBeInstanceOf(ContractError);
    expect(error).toMatchObject({ outcome: "unchanged", violations: [{ field: "data.1.number" }] });
  });

  test("does not hide another number", async () => {
    expect(await hamsa.findPhoneNumber("+14155550188")).toMatchObject({ number: "+14155550188" });
  });

  test("is not reported by a search for another number", async () => {
    expect(await hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });

  test("does not end the list at its page", async () => {
    const all = createNumbers(12);
    const { hamsa } = createListServer((query) =>
      paging(all.map((item, index) => (index === 3 ? { ...item, label: 7 } : item)))(query).slice(0, 10),
    );
    const seen: unknown[] = [];
    const error = await catchError(
      (async () => {
        for await (const each of hamsa.listPhoneNumbers()) seen.push(each);
      })(),
    );
    expect(error).toBeInstanceOf(ContractError);
    expect(seen).toEqual(all.filter((_, index) => index !== 3));
  });
});

describe("items that are not as described", () => {
  const OTHER = createListItem("+14155550188", 7);
  const DEVIATIONS: readonly object[] = [
    { createdAt: "2026-01-15T09:30:00" },
    { createdAt: null },
    { label: null },
    { label: undefined },
    { voiceAgentId: "" },
    { id: 7 },
    { id: undefined },
    { userId: "me" },
    { type: "SIP", number: null },
    { number: undefined },
    { number: { toString: 1, valueOf: 1 } },
    { voiceAgent: [] },
    { sipInboundConfigs: "none" },
    { updatedAt: 1_768_469_400 },
  ];

  test.for(DEVIATIONS)("do not stop the registration of another number: %j", async (deviation) => {
    const fetch = async (_: unknown, init?: RequestInit) =>
      Response.json(init?.method === "POST" ? success : { ...success, data: [{ ...OTHER, ...deviation }] });
    const hamsa = createClient(LIST_URL, { fetch: fetch as typeof globalThis.fetch });
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: true });
  });

  test.for(["14155550123", "+1 415-555-0123", "+1 (415) 555-0123", "0014155550123", 14155550123])(
    "hold the number if it is spelled %j",
    async (number) => {
      const { hamsa } = createListServer(() => [{ ...createListItem("", 3), number, label: null }]);
      expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: false, number: { number } });
    },
  );

  test("are not the Twilio number if they are of a SIP trunk", async () => {
    const { hamsa } = createListServer(() => [{ ...createListItem(syntheticParams.phoneNumber), type: "SIP" }]);
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toBeUndefined();
  });

  test("hide no number, though it has the ID of another", async () => {
    const { hamsa } = createListServer(() => [OTHER, { ...OTHER, number: syntheticParams.phoneNumber }]);
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toBeDefined();
  });

  test("are named in the message up to 20, however many there are", async () => {
    const items = Array.from({ length: 5_000 }, () => ({}));
    const { hamsa } = createListServer(() => items);
    const error = await catchError(hamsa.listPhoneNumbers().toArray());
    expect(error).toBeInstanceOf(ContractError);
    expect(error.message).toMatch(/and 14,980 more$/);
    expect(error.message.length).toBeLessThan(2_000);
    expect(await hamsa.findPhoneNumber("+14155550199")).toBeUndefined();
  });

  test("are all returned if only the page around them is not as described", async () => {
    const fetch = async () => Response.json({ success: true, data: createNumbers(2) });
    const seen: unknown[] = [];
    const error = await catchError(
      (async () => {
        for await (const each of createClient(LIST_URL, { fetch }).listPhoneNumbers()) seen.push(each);
      })(),
    );
    expect(seen).toEqual(createNumbers(2));
    expect(error).toMatchObject({ name: "ContractError", violations: [{ field: "message", message: "is missing" }] });
  });

  test("nested too deep to print end in the error family", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const body = `{"success":true,"message":"","data":[{"id":${deep},"number":${deep}}]}`;
    const hamsa = createClient(LIST_URL, { fetch: async () => new Response(body) });
    expect(await catchError(hamsa.listPhoneNumbers().toArray())).toBeInstanceOf(ContractError);
  });
});
