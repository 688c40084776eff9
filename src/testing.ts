import { routes } from "../generated/constants.js";
import { examples } from "../generated/examples.js";
import { Secrets } from "./client/secrets.js";

type OperationId = keyof typeof routes;

/** How a mock responds. */
export interface MockResponse {
  /**
   * The HTTP status. If the description has no response for it, the body is the `default` example.
   * @default 200
   */
  status?: number;
  /**
   * The name of the description's example to respond with.
   * @default "synthetic" if the status has it, otherwise its first example
   */
  example?: string;
}

/** How a mock responds: to every operation, or to one operation by its name. */
export interface MockFetchOptions extends MockResponse, Partial<Record<OperationId, MockResponse>> {
  /**
   * How long to wait before the response, in ms. An abort ends the wait.
   * @default 0
   */
  delay?: number;
  /**
   * Fails instead of responding: with `true` the connection breaks; a code such as `"ECONNREFUSED"`
   * fails with that code.
   * @default false
   */
  networkError?: boolean | string;
}

/** A request that a mock received, secrets masked. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body. */
  readonly body: unknown;
}

/**
 * A `fetch` that responds with the description's examples, by method and path, without a network, and
 * records the requests. Anything that is not an operation gets a 404.
 */
export interface MockFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** The requests so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
}

/**
 * Creates a `fetch` for tests of code that uses this client.
 *
 * @example
 * const fetch = createMockFetch({ listPhoneNumbers: { example: "empty" }, addTwilioNumber: { status: 409 } });
 * const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
 *
 * @throws {RangeError} if the description has no such example
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const { delay = 0, networkError = false } = options;
  const responses = findExamples(options);
  const requests: RecordedRequest[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    requests.push(await recordRequest(request.clone()));
    await wait(delay, request.signal);
    if (networkError !== false) throw createNetworkError(networkError);
    const id = (Object.keys(routes) as OperationId[]).find((each) => isRequestTo(each, request));
    const { body, ...head } = id === undefined ? NOT_FOUND : responses[id];
    return Response.json(body, head);
  };
  return Object.assign(fetch, { requests });
}

/** A response of the mock. */
interface ExampleResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const NOT_FOUND: ExampleResponse = {
  status: 404,
  headers: {},
  body: { message: "The description has no such operation" },
};

/** Whatever the base URL is. */
function isRequestTo(id: OperationId, { method, url }: Request): boolean {
  return method === routes[id].method && new URL(url).pathname.endsWith(routes[id].path);
}

/** The response of each operation. An example that is set for all applies to the operations that have it. */
function findExamples(options: MockFetchOptions): Record<OperationId, ExampleResponse> {
  const ids = Object.keys(routes) as OperationId[];
  const known = ids.flatMap((id) => Object.keys(findDescribed(id, options.status).bodies));
  if (options.example !== undefined && !known.includes(options.example)) throw createExampleError(options, known);
  const responses = ids.map((id) => {
    const own = options[id] ?? {};
    const status = own.status ?? options.status ?? 200;
    const { headers, bodies } = findDescribed(id, status);
    const names = Object.keys(bodies);
    if (own.example !== undefined && !names.includes(own.example)) throw createExampleError({ status, ...own }, names);
    const name = [own.example, options.example, "synthetic"].find((each) => each && names.includes(each)) ?? names[0];
    return [id, { status, headers, body: bodies[name ?? ""] }] as const;
  });
  return Object.fromEntries(responses) as Record<OperationId, ExampleResponse>;
}

function createExampleError({ status = 200, example }: MockResponse, known: readonly string[]): RangeError {
  return new RangeError(`Status ${status} has no example ${example}. It has ${[...new Set(known)].join(", ")}.`);
}

/** The description's headers and example bodies for a status. */
interface DescribedResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, unknown>>;
}

function findDescribed(id: OperationId, status = 200): DescribedResponse {
  const responses: Readonly<Record<string, DescribedResponse>> = examples[id].responses;
  return responses[status] ?? responses.default ?? { headers: {}, bodies: {} };
}

async function recordRequest(request: Request): Promise<RecordedRequest> {
  const { method, url } = request;
  const text = await request.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const headers = Object.fromEntries(request.headers);
  if (headers.authorization) headers.authorization = headers.authorization.replace(/\S+$/, "[masked]");
  return { method, url, headers, body: new Secrets(body).maskWithin(body) };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    const abort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
  });
}

/** The error that Node's fetch throws. */
function createNetworkError(code: string | true): TypeError {
  const name = code === true ? "ECONNRESET" : code;
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`mocked ${name}`), { code: name }) });
}
