import { addTwilioNumber } from "../generated/examples.js";
import { Secrets, secretsIn } from "./transport/secrets.js";

/** How a mock answers. */
export interface MockFetchOptions {
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

/** A `fetch` that answers from the description's examples, in process, and remembers what it was asked. */
export interface MockFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** The requests so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
}

/**
 * Makes a `fetch` for tests of code that uses this client.
 *
 * @example
 * const fetch = createMockFetch({ status: 409 });
 * const hamsa = createHamsaClient({ apiKey: "test-key", fetch });
 *
 * @throws {RangeError} if the description has no such example
 */
export function createMockFetch(options: MockFetchOptions = {}): MockFetch {
  const { status = 200, delay = 0, networkError = false } = options;
  const { headers, body } = describedAnswer(status, options.example);
  const requests: RecordedRequest[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    requests.push(await recorded(request.clone()));
    await wait(delay, request.signal);
    if (networkError !== false) throw failure(networkError);
    return Response.json(body, { status, headers });
  };
  return Object.assign(answer, { requests });
}

function describedAnswer(status: number, name: string | undefined): { headers: Record<string, string>; body: unknown } {
  const answers: Record<string, { headers: Record<string, string>; bodies: Record<string, unknown> }> =
    addTwilioNumber.answers;
  const { headers, bodies } = answers[status] ?? answers.default ?? { headers: {}, bodies: {} };
  const example = name ?? ("synthetic" in bodies ? "synthetic" : Object.keys(bodies)[0]);
  if (example === undefined || !(example in bodies)) {
    throw new RangeError(`status ${status} has no example ${example}; it has ${Object.keys(bodies).join(", ")}`);
  }
  return { headers, body: bodies[example] };
}

async function recorded(request: Request): Promise<RecordedRequest> {
  const { method, url } = request;
  const text = await request.text();
  const body: unknown = text === "" ? undefined : JSON.parse(text);
  const headers = Object.fromEntries(request.headers);
  if (headers.authorization) headers.authorization = headers.authorization.replace(/\S+$/, "[masked]");
  return { method, url, headers, body: new Secrets(secretsIn(body)).maskWithin(body) };
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
