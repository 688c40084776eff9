import { isDeepStrictEqual } from "node:util";
import { type Exchange, parseBody, type RawResponse } from "../exchange/exchange.js";
import { operations, responseExamples } from "../operations/description.js";
import { UNKNOWN_PATH } from "../probes/plan.js";

/** Whether this is one of Prism's own errors, which are never the API's response. */
export function isPrismsOwn(response: RawResponse): boolean {
  const body = parseBody(response) as { type?: unknown } | null | undefined;
  return String(body?.type).startsWith("https://stoplight.io/prism/errors#");
}

/** Whether this looks like a failure of Prism. Only a mock's, because an API may also write its errors like that. */
export function isPrismsOwnFailure(response: RawResponse): boolean {
  const body = parseBody(response) as { type?: unknown; error?: { code?: unknown } } | null | undefined;
  return body?.type === "FetchError" || body?.error?.code !== undefined;
}

/** Whether the target is a Prism mock, which its response at the undescribed path reveals. */
export function isMock(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(
    ({ probe, response }) => probe.id === UNKNOWN_PATH && response !== undefined && isPrismsOwn(response),
  );
}

/** Whether the body is exactly one of the description's examples, as a static mock returns it. */
export function isExample(response: RawResponse): boolean {
  const body = parseBody(response);
  return operations.flatMap(responseExamples).some((example) => isDeepStrictEqual(example.body, body));
}
