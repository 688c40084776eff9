import { routes } from "../generated/constants.js";
import { examples } from "../generated/examples.js";
import { Secrets } from "./client/secrets.js";

type OperationId = keyof typeof routes;

/** What an operation is answered with. */
export interface MockAnswer {
  /**
   * The HTTP status to answer with. One that the description leaves to `default` is answered with
   * the `default` example.
   * @default 200
   */
  status?: number;
  /**
   * The name of the description's example to answer with.
   * @default "synthetic" where the status has it, else its first
   */
  example?: string;
}

/** How a mock answers: each operation, unless an entry of its own says otherwise. */
export interface MockFetchOptions extends MockAnswer, Partial<Record<OperationId, MockAnswer>> {
  /**
   * How long to wait before the answer, in ms. An abort ends the wait.
   * @default 0
   */
  delay?: number;
  /**
   * Fail instead of answering: `true` for a connection that breaks, a code such as `"ECONNREFUSED"`
   * for that failure.
   * @default false
   */
  networkError?: boolean | string;
}

/** A request as a mock received it, secrets masked. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON body. */
  readonly body: unknown;
}

/**
 * A `fetch` that answers from the description's examples, by method and path, in process, and remembers
 * what it was asked. What no operation has is answered with 404.
 */
export interface MockFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** The requests so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
}

/**
 * Makes a `fetch` for tests of code that uses this client.
 *
 * @example
 * const fetch = createMockFetch({ listPhoneNumbers: { example: "empty" }, addTwilioNumber: { status: 409 } });
 * const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
 *
 * @throws {RangeError} if the description has no such example
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const { delay = 0, networkError = false } = options;
  const answers = describedAnswers(options);
  const requests: RecordedRequest[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    requests.push(await recorded(request.clone()));
    await wait(delay, request.signal);
    if (networkError !== false) throw failure(networkError);
    const asked = Object.keys(routes).find((id) => isTo(id as OperationId, request));
    const { body, ...head } = answers[asked as OperationId] ?? NO_OPERATION;
    return Response.json(body, head);
  };
  return Object.assign(answer, { requests });
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const NO_OPERATION: Answer = { status: 404, headers: {}, body: { message: "The description has no such operation" } };

/** Behind whatever base URL. */
function isTo(id: OperationId, { method, url }: Request): boolean {
  return method === routes[id].method && new URL(url).pathname.endsWith(routes[id].path);
}

/** The answer of each operation. An example that is asked of all is given by those that have it. */
function describedAnswers(options: MockFetchOptions): Record<OperationId, Answer> {
  const ids = Object.keys(routes) as OperationId[];
  const known = ids.flatMap((id) => Object.keys(bodiesOf(id, options.status)));
  if (options.example !== undefined && !known.includes(options.example)) throw noExample(options, known);
  const answers = ids.map((id) => {
    const own = options[id] ?? {};
    const status = own.status ?? options.status ?? 200;
    const bodies = bodiesOf(id, status);
    const names = Object.keys(bodies);
    if (own.example !== undefined && !names.includes(own.example)) throw noExample({ status, ...own }, names);
    const name = [own.example, options.example, "synthetic"].find((each) => each && names.includes(each)) ?? names[0];
    return [id, { status, headers: answerOf(id, status).headers, body: bodies[name ?? ""] }] as const;
  });
  return Object.fromEntries(answers) as Record<OperationId, Answer>;
}

function noExample({ status = 200, example }: MockAnswer, known: readonly string[]): RangeError {
  return new RangeError(`status ${status} has no example ${example}; it has ${[...new Set(known)].join(", ")}`);
}

interface Described {
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: Readonly<Record<string, unknown>>;
}

function answerOf(id: OperationId, status: number): Described {
  const answers: Readonly<Record<string, Described>> = examples[id].answers;
  return answers[status] ?? answers.default ?? { headers: {}, bodies: {} };
}

function bodiesOf(id: OperationId, status = 200): Described["bodies"] {
  return answerOf(id, status).bodies;
}

async function recorded(request: Request): Promise<RecordedRequest> {
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

/** What Node's fetch throws. */
function failure(code: string | true): TypeError {
  const reset = code === true ? "ECONNRESET" : code;
  return new TypeError("fetch failed", { cause: Object.assign(new Error(`mocked ${reset}`), { code: reset }) });
}
