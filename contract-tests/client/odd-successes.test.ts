import { describe, expect, test } from "vitest";
import { responds, respondsWithJson, succeeds, success } from "../support/behaviors.js";
import { createClient } from "../support/clients.js";
import { type Behavior, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

describe("a server that", () => {
  test("closes an idle connection is reached through a new one", async () => {
    const closing: Behavior = (socket, ...rest) => {
      succeeds(socket, ...rest);
      socket.end();
    };
    await using hostile = await startHostileServer(closing);
    const hamsa = createClient(hostile.url);
    await hamsa.addTwilioNumber(syntheticParams);
    await expect(hamsa.addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
    expect(hostile.requests).toHaveLength(2);
  });

  test.for([
    ["201", respondsWithJson(success, { status: 201 })],
    ["a charset", respondsWithJson(success, { headers: { "content-type": "application/json; charset=utf-8" } })],
    ["no content type", respondsWithJson(success, { headers: { "content-type": "" } })],
    ["a byte order mark", responds({ body: `\ufeff${JSON.stringify(success)}` })],
  ] as const)("succeeds with %s registers the number", async ([, behaves]) => {
    await using hostile = await startHostileServer(behaves);
    await expect(createClient(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
  });

  test("adds fields of its own returns them with the number", async () => {
    const data = { ...success.data, region: "eu" };
    await using hostile = await startHostileServer(respondsWithJson({ ...success, data, trace: 1 }));
    await expect(createClient(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(data);
  });

  test("repeats a key returns the last of the two, as JSON.parse does", async () => {
    const body = JSON.stringify(success).replace('"label":', '"label":"first","label":');
    await using hostile = await startHostileServer(responds({ body }));
    await expect(createClient(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
  });
});
