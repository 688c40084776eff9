const REQUEST_ID_HEADERS = ["x-request-id", "request-id", "x-correlation-id"];

/** What messages and errors tell of any answer. */
export function exchangeOf({ url, status, headers }: Response): {
  says: string;
  status: number;
  requestId: string | undefined;
} {
  const name = REQUEST_ID_HEADERS.find((header) => headers.has(header));
  return { says: `POST ${url} answered ${status}`, status, requestId: name && (headers.get(name) ?? undefined) };
}

/** Whether a JSON value has properties to look at. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
