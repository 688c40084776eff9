import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../../generated/api.js";
import { createFieldError, mergeHeaders } from "./checks.js";
import type { Bytes, RawResponse } from "./read-response.js";
import type { Settings } from "./settings.js";
import { type RawRequest, runCall, send } from "./transport.js";

/** The client's openapi-fetch client. Named here, so that a program can export it without naming openapi-fetch. */
export interface HamsaHttp extends Client<paths> {}

/** Creates the openapi-fetch client on the same transport. Only this file uses the platform's `Request` and `Response` classes. */
export function createHttp(settings: Settings): HamsaHttp {
  const { origin } = new URL(settings.baseUrl);
  const headers = mergeHeaders({ accept: "application/json" }, settings.headers);
  // openapi-fetch sets it for each body.
  headers.delete("content-type");
  return createClient<paths>({
    baseUrl: settings.baseUrl,
    headers,
    fetch: async (request) => {
      assertOrigin(origin, request.url);
      const raw = await readRequest(request);
      return createResponse(await runCall(settings, request, parseJson(raw.body), (call) => send(call, raw)));
    },
  });
}

/** openapi-fetch lets a call set its own base URL, but the key and the token must not go to another host. */
function assertOrigin(origin: string, url: string): void {
  if (new URL(url).origin === origin) return;
  const message = `must be on ${origin}, the host this client's key is for; create another client for another host`;
  throw createFieldError("The call", "baseUrl", message);
}

/** Reads the body from a clone, because middleware may send the request again. */
async function readRequest(request: Request): Promise<RawRequest & { readonly body: Bytes | undefined }> {
  const { method, url, headers } = request;
  const body = new Uint8Array(await request.clone().arrayBuffer());
  return { method, url, headers, body: body.byteLength > 0 ? body : undefined };
}

function parseJson(body: Bytes | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Statuses with which a `Response` can't have a body. */
const STATUSES_WITHOUT_BODY = [204, 205, 304];

function createResponse({ url, status, statusText, headers, bytes, secrets }: RawResponse): Response {
  const text = new TextDecoder().decode(bytes);
  const masked = secrets.mask(text);
  const isEmpty = bytes.byteLength === 0 || STATUSES_WITHOUT_BODY.includes(status);
  const response = new Response(isEmpty ? null : masked === text ? bytes : masked, {
    status,
    // Servers send characters in a status text that a Response does not allow.
    statusText: secrets.mask(statusText).replace(/[^\t\x20-\x7e]/g, "?"),
    headers: [...headers].map(([name, value]): [string, string] => [name, secrets.mask(value)]),
  });
  return Object.defineProperty(response, "url", { value: url });
}
