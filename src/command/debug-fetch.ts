import { performance } from "node:perf_hooks";
import { makeSafe, printError } from "./output.js";
import { cut, dim } from "./text.js";

const MAX_BODY_WIDTH = 2_000;

let count = 0;

/** The fetch of a command: with `--debug` one that prints each request and response, otherwise the platform's. */
export function chooseFetch({ debug }: { readonly debug?: boolean | undefined }): typeof fetch | undefined {
  return debug ? fetchAndPrint : undefined;
}

/** Bodies are printed, headers are not: those of a request hold little more than the secrets. */
async function fetchAndPrint(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const id = ++count;
  const { method = "GET", url = String(input) } = input instanceof Request ? input : { method: init?.method };
  const print = (arrow: string, text: string) => printError(dim(`  ${arrow} ${id} ${text}`));
  print("→", `${method} ${url} ${describeBody(init?.body)}`.trimEnd());
  const startedAt = performance.now();
  const formatElapsed = () => `(${Math.round(performance.now() - startedAt)} ms)`;
  try {
    const response = await fetch(input, init);
    const wait = response.headers.get("retry-after");
    const head = `${response.status}${wait === null ? "" : `, Retry-After: ${wait}`}`;
    // Not awaited: a body that stalls must not hold up the program, which has a time limit of its own.
    response
      .clone()
      .text()
      .then(
        (body) => print("←", `${head} ${formatElapsed()} ${describeBody(body)}`.trimEnd()),
        () => print("←", `${head} ${formatElapsed()}, and the connection broke before the end of the body`),
      );
    return response;
  } catch (error) {
    const { code, name } = Object(Object(error).cause ?? error);
    print("←", `no response: ${code ?? name} ${formatElapsed()}`);
    throw error;
  }
}

/** Masked before it is cut: half a secret would not be found. */
function describeBody(body: unknown): string {
  return typeof body === "string" ? cut(makeSafe(body), MAX_BODY_WIDTH) : "";
}
