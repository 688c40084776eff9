import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../../generated/api.js";
import { Secrets } from "./secrets.js";
import { mergedHeaders, refuse, type Settings } from "./settings.js";
import { type Answer, inTime, type Message, send } from "./transport.js";

/** The openapi-fetch client over the transport: the one place where the platform's `Request` and `Response` are spoken. */
export function createHttp(settings: Settings): Client<paths> {
  const { origin } = new URL(settings.baseUrl);
  const headers = mergedHeaders({ accept: "application/json" }, settings.headers);
  // openapi-fetch knows what each body is.
  headers.delete("content-type");
  return createClient<paths>({
    baseUrl: settings.baseUrl,
    headers,
    fetch: async (request) => {
      staysAt(origin, request.url);
      const message = await messageFrom(request);
      return responseFrom(await inTime(settings, request, (call) => send(call, message)));
    },
  });
}

/** openapi-fetch lets a call name its own base URL: the key and the token go with it to no other host. */
function staysAt(origin: string, url: string): void {
  if (new URL(url).origin === origin) return;
  const message = `must be at ${origin}, where this client's key belongs: make another client for another host`;
  refuse("The call", [{ field: "baseUrl", message }]);
}

/** The request's body is read from a clone: middleware may want to send the request once more. */
async function messageFrom(request: Request): Promise<Message> {
  const { method, url, headers } = request;
  const body = request.body === null ? new Uint8Array() : new Uint8Array(await request.clone().arrayBuffer());
  const secrets = new Secrets(json(body));
  return { method, url, headers, body: body.byteLength > 0 ? body : undefined, secrets };
}

function json(body: BufferSource): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Statuses with which no `Response` may have a body. */
const WITHOUT_BODY = [204, 205, 304];

function responseFrom({ url, status, statusText, headers, bytes, secrets }: Answer): Response {
  const text = new TextDecoder().decode(bytes);
  const masked = secrets.mask(text);
  const isEmpty = bytes.byteLength === 0 || WITHOUT_BODY.includes(status);
  const response = new Response(isEmpty ? null : masked === text ? bytes : masked, {
    status,
    // What a status text may hold is narrower than what servers write.
    statusText: secrets.mask(statusText).replace(/[^\t\x20-\x7e]/g, "?"),
    headers: [...headers].map(([name, value]): [string, string] => [name, secrets.mask(value)]),
  });
  return Object.defineProperty(response, "url", { value: url });
}
