import { expect, test } from "vitest";
import { ConnectionError } from "../../src/index.js";
import { registrationError } from "../support/clients.js";

test("an answer of 101, which workerd and Deno hand on, leaves the outcome unknown", async () => {
  const switching = Object.defineProperties(new Response(), { status: { value: 101 } });
  const thrown = await registrationError("https://api.example.com", { fetch: async () => switching });
  expect(thrown).toBeInstanceOf(ConnectionError);
  expect(thrown).toMatchObject({ status: 101, outcome: "unknown" });
  expect(thrown.message).toContain("answered 101, which is not a final HTTP status");
});
