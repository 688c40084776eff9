import { describe, expect, test } from "vitest";
import { answers, answersJson, succeeds, success } from "../support/behaviours.js";
import { clientOf } from "../support/clients.js";
import { type Behaviour, startHostileServer } from "../support/hostile-server.js";
import { syntheticParams } from "../support/params.js";

describe("a server that", () => {
  test("closes an idle connection is reached by a new one", async () => {
    const closing: Behaviour = (socket, ...rest) => {
      succeeds(socket, ...rest);
      socket.end();
    };
    await using hostile = await startHostileServer(closing);
    const hamsa = clientOf(hostile.url);
    await hamsa.addTwilioNumber(syntheticParams);
    await expect(hamsa.addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
    expect(hostile.requests).toHaveLength(2);
  });

  test.for([
    ["201", answersJson(success, { status: 201 })],
    ["a charset", answersJson(success, { headers: { "content-type": "application/json; charset=utf-8" } })],
    ["no content type", answersJson(success, { headers: { "content-type": "" } })],
    ["a byte order mark", answers({ body: `\ufeff${JSON.stringify(success)}` })],
  ] as const)("succeeds with %s registers the number", async ([, behaves]) => {
    await using hostile = await startHostileServer(behaves);
    await expect(clientOf(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
  });

  test("adds fields of its own returns them with the number", async () => {
    const data = { ...success.data, region: "eu" };
    await using hostile = await startHostileServer(answersJson({ ...success, data, trace: 1 }));
    await expect(clientOf(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(data);
  });

  test("repeats a key returns the last of the two, as JSON.parse does", async () => {
    const body = JSON.stringify(success).replace('"label":', '"label":"first","label":');
    await using hostile = await startHostileServer(answers({ body }));
    await expect(clientOf(hostile.url).addTwilioNumber(syntheticParams)).resolves.toEqual(success.data);
  });
});
