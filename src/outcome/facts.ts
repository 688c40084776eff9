import type { Answer } from "../transport/exchange.js";

const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id"];

/** What the message and the error of any answer say of it. */
export function factsOf({ request, status, headers, secrets }: Answer): {
  says: string;
  status: number;
  requestId: string | undefined;
} {
  const id = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find((each) => each !== null);
  return { says: `${request} answered ${status}`, status, requestId: id == null ? undefined : secrets.mask(id) };
}
