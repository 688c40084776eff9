import { expect, test } from "vitest";
import { ConnectionError } from "../../src/index.js";
import { catchRegistrationError } from "../support/clients.js";

test("a response of 101, which workerd and Deno pass on, leaves the outcome unknown", async () => {
  const switching = Object.defineProperties(new Response(), { status: { value: 101 } });
  const thrown = await catchRegistrationError("https://api.example.com", { fetch: async () => switching });
  expect(thrown).toBeInstanceOf(ConnectionError);
  expect(thrown).toMatchObject({ status: 101, outcome: "unknown" });
  expect(thrown.message).toContain("responded with 101, which is not a final HTTP status");
});
