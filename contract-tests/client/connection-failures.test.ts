import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../src/index.js";
import { catchError, createClient } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

// What each platform's `fetch` throws, and what it proves. A wrong "not-sent" makes a caller register a number twice.

const fail = (message: string, facts: object = {}) => Object.assign(new Error(message), facts);
const wrap = (cause: unknown) => Object.assign(new TypeError("fetch failed"), { cause });
const refuse = (syscall = "connect") => fail("refused", { code: "ECONNREFUSED", syscall });

/** Nests a failure in so many errors, each the cause of the next. */
function nest(failure: unknown, depth: number): unknown {
  return depth === 0 ? failure : nest(wrap(failure), depth - 1);
}

async function catchFailure(thrown: unknown): Promise<ConnectionError> {
  const fetch = async () => {
    throw thrown;
  };
  const client = createClient("https://api.example", { fetch, maxRetries: 0 });
  const error = await catchError(client.addTwilioNumber(syntheticParams));
  expect(error).toBeInstanceOf(ConnectionError);
  return error as ConnectionError;
}

describe("nothing was sent, if", () => {
  const permission = 'Requires net access to "api.example:443", run again with the --allow-net flag';
  test.for<readonly [string, unknown, { code?: string; retryable: boolean }]>([
    ["the connection was refused", wrap(refuse()), { code: "ECONNREFUSED", retryable: true }],
    ["the host is unknown", wrap(fail("x", { code: "ENOTFOUND", syscall: "getaddrinfo" })), { retryable: true }],
    ["every address was refused", wrap({ message: "", errors: [refuse(), refuse()] }), { retryable: true }],
    ["the proof is three causes deep", nest(refuse(), 3), { code: "ECONNREFUSED", retryable: true }],
    [
      "a proxy rejects the client",
      wrap(fail("Proxy response (407) !== 200 when HTTP Tunneling")),
      { retryable: false },
    ],
    ["a proxy fails", wrap(fail("Proxy response (502) !== 200 when HTTP Tunneling")), { retryable: true }],
    ["Deno has no permission", fail(permission, { name: "NotCapable" }), { retryable: false }],
    ["an older Deno has no permission", fail(permission, { name: "PermissionDenied" }), { retryable: false }],
  ])("%s", async ([, thrown, expected]) => {
    const error = await catchFailure(thrown);
    expect(error).toMatchObject({ outcome: "not-sent", ...expected });
    expect(error.message).toMatch(/^POST https:\/\/api\.example\/\S+ could not be reached \(.+\)\. Nothing was sent\./);
  });
});

describe("the outcome is unknown, if", () => {
  test.for<readonly [string, unknown]>([
    ["the route vanished under a connection", wrap(fail("x", { code: "EHOSTUNREACH", syscall: "read" }))],
    ["only the code speaks for it", wrap(fail("x", { code: "ECONNREFUSED" }))],
    ["only the system call speaks for it", wrap(fail("x", { syscall: "connect" }))],
    ["the code is not a string", wrap(fail("x", { code: 111, syscall: "connect" }))],
    ["one of several addresses may have been reached", wrap({ message: "", errors: [refuse(), refuse("write")] })],
    [
      "the first of several addresses may have been reached",
      wrap({ message: "", errors: [refuse("write"), refuse()] }),
    ],
    [
      "the last of very many addresses may have been reached",
      wrap({ message: "", errors: [...Array.from({ length: 100 }, () => refuse()), refuse("write")] }),
    ],
    ["the proof is deeper than any platform puts it", nest(refuse(), 4)],
    ["several failures nest deeper than any platform nests them", { message: "", errors: [nest(refuse(), 4)] }],
    ["an error of that name says something else", fail("x", { name: "NotCapable" })],
    ["an error with that message has another name", fail("Requires net access", { name: "Error" })],
    ["a longer name ends like it", fail("Requires net access", { name: "AlmostNotCapable" })],
    ["a longer name begins like it", fail("Requires net access", { name: "NotCapableAtAll" })],
  ])("%s", async ([, thrown]) => {
    const error = await catchFailure(thrown);
    expect(error).toMatchObject({ outcome: "unknown", retryable: false });
    expect(error.message).toMatch(/^POST \S+ lost the connection before a response arrived \(/);
  });
});

describe("the reason in the message is", () => {
  test.for<readonly [string, unknown, string]>([
    ["that of the deepest cause", wrap(fail("socket hang up")), "socket hang up"],
    ["that of the last address", wrap({ message: "all", errors: [fail("first"), fail("last")] }), "last"],
    ["that of the last of three", wrap({ message: "all", errors: ["1", "2", "3"].map((each) => fail(each)) }), "3"],
    ["that of the only address", wrap({ message: "all", errors: [fail("only")] }), "only"],
    ["the code, if there is no message", wrap(fail("", { code: "ECONNRESET" })), "ECONNRESET"],
    ["that there is none, for an error without either", fail(""), "no reason given"],
    ["that there is none, for null", null, "no reason given"],
    ["that there is none, for undefined", undefined, "no reason given"],
    ["that there is none, for a string", "reset", "no reason given"],
    ["that there is none, for a function", () => "reset", "no reason given"],
    ["that there is none, for an object without a message", { code: "ECONNRESET" }, "no reason given"],
  ])("%s", async ([, thrown, reason]) => {
    expect((await catchFailure(thrown)).message).toContain(`(${reason}).`);
  });

  test("found, however many errors are nested", async () => {
    const error = await catchFailure(nest(fail("deepest"), 9));
    expect(error.message).toContain("(deepest).");
    const deeper = await catchFailure(nest(fail("deepest"), 10));
    expect(deeper.message).toContain("(fetch failed).");
  });

  test("found, if an error is its own cause", async () => {
    const circle = fail("circle");
    circle.cause = circle;
    expect((await catchFailure(circle)).message).toContain("(circle).");
  });

  test("that there is none, if reading the error throws", async () => {
    const hostile = Object.defineProperty(new Error("x"), "code", {
      get() {
        throw new Error("from the getter");
      },
    });
    expect((await catchFailure(hostile)).message).toContain("(no reason given).");
  });
});
