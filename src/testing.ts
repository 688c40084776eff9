import { routes } from "../generated/constants.js";
import { examples } from "../generated/examples.js";
import type { PhoneNumber, TwilioNumber } from "./client/numbers.js";
import type { AddTwilioNumberParams } from "./client/params.js";
import { createSecrets } from "./client/secrets.js";

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
  /**
   * How long to wait before the response, in ms. An abort ends the wait.
   * @default 0
   */
  delay?: number;
  /**
   * Fails instead of responding. With `true`, the connection breaks after the request has arrived: a number
   * is registered, and only the response is lost. With a code such as `"ECONNREFUSED"`, it fails as Node's
   * fetch does with that code: if no connection was made, nothing is registered.
   * @default false
   */
  networkError?: boolean | string;
}

/**
 * How a mock responds: to every operation, or to one operation by its name. A list of responses is used in
 * turn, and its last one again and again.
 */
export interface MockFetchOptions
  extends MockResponse,
    Partial<Record<OperationId, MockResponse | readonly MockResponse[]>> {}

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
 * records the requests. It registers the number of each request, and shows it in the list from then on.
 * Anything that is not an operation gets a 404.
 */
export type MockFetch = typeof globalThis.fetch & {
  /** The requests so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
};

/**
 * Creates a `fetch` for tests of code that uses this client.
 *
 * @example
 * // The first response is lost, but the number is registered: the list shows it.
 * const fetch = createMockFetch({ addTwilioNumber: [{ networkError: true }, { status: 200 }] });
 * const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
 *
 * @throws {RangeError} if the description has no such example, or no response can have such a status
 * @throws {TypeError} if an option is unknown
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  checkNames(options, [...RESPONSE_OPTIONS, ...OPERATIONS]);
  checkExample(options, OPERATIONS);
  const sequences = Object.fromEntries(OPERATIONS.map((id) => [id, createSequence(id, options)])) as Record<
    OperationId,
    () => Step
  >;
  const requests: RecordedRequest[] = [];
  const registered: TwilioNumber[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const recorded = await recordRequest(request.clone());
    requests.push(recorded);
    const id = OPERATIONS.find((each) => isRequestTo(each, request));
    if (id === undefined) return Response.json(NOT_FOUND, { status: 404 });
    const { delay = 0, networkError = false, status, headers, body } = sequences[id]();
    await wait(delay, request.signal);
    const error = networkError === false ? undefined : createNetworkError(networkError);
    if (error?.isBeforeSending) throw error;
    const result = await respond(id, request, { status, body }, registered);
    if (error) throw error;
    return Response.json(result, { status, headers });
  };
  return Object.assign(fetch, { requests });
}

const OPERATIONS = Object.keys(routes) as OperationId[];
const RESPONSE_OPTIONS = ["status", "example", "delay", "networkError"];
const NOT_FOUND = { message: "The description has no such operation" };

function checkNames(options: object, known: readonly string[]): void {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${unknown} is not an option of createMockFetch. The options are ${known.join(", ")}.`);
}

/** Throws unless one of the operations has the example. */
function checkExample({ status = 200, example }: MockResponse, ids: readonly OperationId[]): void {
  const names = new Set(ids.flatMap((id) => Object.keys(findDescribed(id, status).bodies)));
  if (example !== undefined && !names.has(example))
    throw new RangeError(`Status ${status} has no example ${example}. It has ${[...names].join(", ")}.`);
}

/** One response of an operation, with its example. */
interface Step extends MockResponse, Omit<DescribedResponse, "bodies"> {
  readonly status: number;
  readonly body: unknown;
}

/** Returns an operation's responses in turn, and the last one again and again. */
function createSequence(id: OperationId, options: MockFetchOptions): () => Step {
  const own = [options[id] ?? {}].flat() as readonly MockResponse[];
  const steps = own.map((response) => createStep(id, response, options));
  if (steps.length === 0) throw new RangeError(`The list of responses for ${id} is empty.`);
  let next = 0;
  return () => steps[Math.min(next++, steps.length - 1)] as Step;
}

/** An operation's own response. The options for all operations apply where it has none; their example, if it has that. */
function createStep(id: OperationId, own: MockResponse, all: MockResponse): Step {
  checkNames(own, RESPONSE_OPTIONS);
  const { delay, networkError, status = 200 } = { ...all, ...own };
  if (!Number.isInteger(status) || status < 200 || status > 599 || STATUSES_WITHOUT_BODY.includes(status))
    throw new RangeError(`Status ${status} can't be mocked, because no response with a body can have it.`);
  if (own.example !== undefined) checkExample({ ...own, status }, [id]);
  const { headers, bodies } = findDescribed(id, status);
  const names = Object.keys(bodies);
  const name = [own.example, all.example, "synthetic"].find((each) => each && names.includes(each)) ?? names[0];
  return { delay, networkError, status, headers, body: bodies[name ?? ""] } as Step;
}

const STATUSES_WITHOUT_BODY = [204, 205, 304];

/** Whatever the base URL is. */
function isRequestTo(id: OperationId, { method, url }: Request): boolean {
  return method === routes[id].method && new URL(url).pathname.endsWith(routes[id].path);
}

/** The description's headers and example bodies for a status. */
interface DescribedResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, unknown>>;
}

function findDescribed(id: OperationId, status: number): DescribedResponse {
  const responses: Readonly<Record<string, DescribedResponse>> = examples[id].responses;
  return responses[status] ?? responses.default ?? { headers: {}, bodies: {} };
}

/** The body of a response. A success has the number of the request, or the registered numbers. */
async function respond(
  id: OperationId,
  request: Request,
  { status, body }: Pick<Step, "status" | "body">,
  registered: TwilioNumber[],
): Promise<unknown> {
  if (status > 299) return body;
  if (id === "listPhoneNumbers") return listNumbers(body, request, registered);
  return request.body === null ? body : registerNumber(body, await request.json(), registered);
}

/** Registers the number of a request, and returns the example with that number. */
function registerNumber(example: unknown, params: AddTwilioNumberParams, registered: TwilioNumber[]): unknown {
  const { data, ...envelope } = example as { readonly data: TwilioNumber };
  const { phoneNumber, label, twilioNumberSid } = params;
  const isExample = data.number === phoneNumber;
  // An ID for each number: the list shows no ID twice.
  const id = `${data.id.slice(0, -12)}${phoneNumber.replace(/\D/g, "").padStart(12, "0").slice(-12)}`;
  const number = isExample ? data : { ...data, id, number: phoneNumber, label, numberSid: twilioNumberSid };
  if (!registered.some((each) => each.number === phoneNumber)) registered.push(number);
  return { ...envelope, data: number };
}

/** The page that a request asks for, of the example's numbers and the registered ones. */
function listNumbers(example: unknown, { url }: Request, registered: readonly TwilioNumber[]): unknown {
  const { data, ...envelope } = example as { readonly data: readonly PhoneNumber[] };
  const query = new URL(url).searchParams;
  const isFiltered = query.get("provider") === "SIP" || query.has("voiceAgentId");
  const added = isFiltered ? [] : registered.filter(({ number }) => data.every((each) => each.number !== number));
  const all = [...data, ...added.map(({ numberSid: _, isActive: __, ...number }) => ({ ...number, type: "TWILIO" }))];
  const take = Number(query.get("take") ?? all.length);
  const start = (Number(query.get("skip") ?? 1) - 1) * take;
  return { ...envelope, data: all.slice(start, start + take) };
}

async function recordRequest(request: Request): Promise<RecordedRequest> {
  const { method, url } = request;
  const text = await request.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const headers = Object.fromEntries(request.headers);
  if (headers.authorization) headers.authorization = headers.authorization.replace(/\S+$/, "[masked]");
  return { method, url, headers, body: createSecrets(body).maskWithin(body) };
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

/** The error that Node's fetch throws, and whether it came before anything was sent. */
function createNetworkError(code: string | true): TypeError & { readonly isBeforeSending: boolean } {
  const name = code === true ? "ECONNRESET" : code;
  const syscall = SYSTEM_CALLS.find(([codes]) => codes.test(name))?.[1] ?? "read";
  const cause = Object.assign(new Error(`mocked ${syscall} ${name}`), { code: name, syscall });
  const error = new TypeError("fetch failed", { cause });
  return Object.defineProperty(error, "isBeforeSending", { value: syscall !== "read" }) as never;
}

/** The system calls that fail with these codes before a connection exists. */
const SYSTEM_CALLS: readonly (readonly [codes: RegExp, syscall: string])[] = [
  [/^(?:ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL)$/, "connect"],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, "getaddrinfo"],
];
