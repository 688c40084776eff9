import { describe, expect, test } from "vitest";
import { ApiError, ConnectionError, createHamsaClient, TimeoutError } from "../../src/index.js";
import { createMockFetch } from "../../src/testing.js";
import { listing, operations, registration, responseExamples } from "../../src/verify/operations/description.js";
import { catchError } from "../support/clients.js";
import { syntheticParams } from "../support/params.js";

const clientWith = (fetch: ReturnType<typeof createMockFetch>, options = {}) =>
  createHamsaClient({ apiKey: "a-secret-key", fetch, ...options });

describe("createMockFetch", () => {
  test("responds with the well-formed success by default", async () => {
    const number = await clientWith(createMockFetch()).addTwilioNumber(syntheticParams);
    expect({ data: number }).toMatchObject({
      data: { number: syntheticParams.phoneNumber, label: syntheticParams.label },
    });
  });

  const answers = operations.flatMap((operation) =>
    responseExamples(operation).map((answer) => ({ ...answer, ...operation })),
  );

  test.for(answers)("responds to $operationId with the $name example of $status", async (answer) => {
    const { method, path, name: example, body } = answer;
    const status = answer.status === "default" ? 418 : Number(answer.status);
    const response = await createMockFetch({ status, example })(`https://api.example.com${path}`, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  test("responds to each operation as configured for it", async () => {
    const fetch = createMockFetch({ status: 409, listPhoneNumbers: { status: 200, example: "empty" } });
    const hamsa = clientWith(fetch);
    expect(await hamsa.listPhoneNumbers().toArray()).toEqual([]);
    expect(await catchError(hamsa.addTwilioNumber(syntheticParams))).toMatchObject({ status: 409 });
  });

  test("responds at a base URL with a path, and to unknown operations with 404", async () => {
    const fetch = createMockFetch();
    const hamsa = clientWith(fetch, { baseUrl: "https://gateway.example/hamsa" });
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toMatchObject({ label: syntheticParams.label });
    for (const init of [{ method: "PUT" }, { method: "POST" }]) {
      const response = await fetch(`https://api.example.com${listing.path}`, init);
      expect([response.status, await response.json()]).toEqual([
        404,
        { message: "The description has no such operation" },
      ]);
    }
  });

  test("responds with the default example for a status that the description does not have", async () => {
    const error = await catchError(clientWith(createMockFetch({ status: 409 })).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, body: registration.responses.default?.examples.otherError?.value });
  });

  test("sends the headers of the description's examples", async () => {
    const response = await createMockFetch({ status: 429 })(`https://api.example.com${listing.path}`);
    expect(response.headers.get("retry-after")).toBe("30");
  });

  test("breaks the connection", async () => {
    const error = await catchError(
      clientWith(createMockFetch({ networkError: true })).addTwilioNumber(syntheticParams),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.outcome).toBe("unknown");
  });

  test("fails with the given code", async () => {
    const fetch = createMockFetch({ networkError: "ECONNREFUSED" });
    const error = await catchError(clientWith(fetch, { maxRetries: 0 }).addTwilioNumber(syntheticParams));
    expect(error).toMatchObject({ code: "ECONNREFUSED", outcome: "not-sent" });
  });

  test("responds with the number of the request", async () => {
    const params = { ...syntheticParams, phoneNumber: "+493012345678", label: "Reception" };
    for (const example of ["synthetic", "published"]) {
      const hamsa = clientWith(createMockFetch({ addTwilioNumber: { example } }));
      expect(await hamsa.addTwilioNumber(params)).toMatchObject({ number: "+493012345678", label: "Reception" });
    }
  });

  test("shows registered numbers in the list, each once", async () => {
    const hamsa = clientWith(createMockFetch({ listPhoneNumbers: { example: "empty" } }));
    const phoneNumbers = ["+493012345678", "+493012345679"];
    for (const phoneNumber of phoneNumbers) {
      expect(await hamsa.ensureTwilioNumber({ ...syntheticParams, phoneNumber })).toMatchObject({ created: true });
      expect(await hamsa.ensureTwilioNumber({ ...syntheticParams, phoneNumber })).toMatchObject({ created: false });
    }
    const listed = await hamsa.listPhoneNumbers().toArray();
    expect(listed.map(({ number }) => number)).toEqual(phoneNumbers);
    expect(await hamsa.listPhoneNumbers({ provider: "SIP" }).toArray()).toEqual([]);
  });

  test("plays responses in turn: the response was lost, then the list shows the number", async () => {
    const fetch = createMockFetch({
      listPhoneNumbers: { example: "empty" },
      addTwilioNumber: [{ networkError: true }, { status: 200 }],
    });
    expect(await clientWith(fetch).ensureTwilioNumber(syntheticParams)).toMatchObject({ created: false });
    expect(fetch.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
  });

  test("registers nothing if no connection was made", async () => {
    const fetch = createMockFetch({
      listPhoneNumbers: { example: "empty" },
      addTwilioNumber: [{ networkError: "ECONNREFUSED" }, { status: 200 }],
    });
    const hamsa = clientWith(fetch, { maxRetries: 0 });
    expect(await catchError(hamsa.ensureTwilioNumber(syntheticParams))).toMatchObject({ outcome: "not-sent" });
    expect(await hamsa.findPhoneNumber(syntheticParams.phoneNumber)).toBeUndefined();
    expect(await hamsa.ensureTwilioNumber(syntheticParams)).toMatchObject({ created: true });
  });

  test.for([101, 199, 204, 205, 304, 600, 200.5, Number.NaN])("rejects the status %d", (status) => {
    expect(() => createMockFetch({ status })).toThrow(RangeError);
    expect(() => createMockFetch({ addTwilioNumber: [{}, { status }] })).toThrow(/can't be mocked/);
  });

  test("rejects an unknown option, and an empty list of responses", () => {
    expect(() => createMockFetch({ addTwilioNumbers: {} } as never)).toThrow(/addTwilioNumbers is not an option of/);
    expect(() => createMockFetch({ addTwilioNumber: { stat: 409 } } as never)).toThrow(/stat is not an option of/);
    expect(() => createMockFetch({ addTwilioNumber: [] })).toThrow(
      /The list of responses for addTwilioNumber is empty/,
    );
  });

  test("waits, and a timeout ends the wait", async () => {
    const fetch = createMockFetch({ delay: 3_600_000 });
    const error = await catchError(clientWith(fetch, { timeout: 50 }).addTwilioNumber(syntheticParams));
    expect(error).toBeInstanceOf(TimeoutError);
  });

  test("records the requests, with secrets masked", async () => {
    const fetch = createMockFetch();
    await clientWith(fetch).addTwilioNumber(syntheticParams);
    expect(fetch.requests).toMatchObject([
      {
        method: registration.method,
        url: `https://api.tryhamsa.com${registration.path}`,
        headers: { authorization: "Token [masked]", "content-type": "application/json" },
        body: { ...syntheticParams, twilioAuthToken: "[masked]" },
      },
    ]);
    expect(JSON.stringify(fetch.requests)).not.toContain("a-secret-key");
  });

  test("rejects an example that the description does not have, and lists those it has", () => {
    expect(() => createMockFetch({ example: "nonsense" })).toThrow(
      /Status 200 has no example nonsense\. It has published, synthetic, empty\./,
    );
    expect(() => createMockFetch({ addTwilioNumber: { example: "empty" } })).toThrow(
      /Status 200 has no example empty\. It has published, synthetic\.$/,
    );
  });
});
