import type { Content, Description } from "../../openapi/read.js";

/** Every named example of every operation: its requests, and its answers by status, with their headers. */
export function examples({ operations, at }: Description): string {
  const byOperation = operations.map(({ operationId, request, answers }) => {
    const named = {
      ...(request ? { requests: examplesOf(request) } : {}),
      answers: Object.fromEntries(
        Object.values(answers).map((answer) => [
          answer.status,
          { headers: headersOf(answer.headers, at), bodies: examplesOf(answer) },
        ]),
      ),
    };
    return [operationId, named];
  });
  return `/** Every named example of the description, by operation. */
export const examples = ${JSON.stringify(Object.fromEntries(byOperation), null, 2)} as const;
`;
}

function examplesOf({ examples }: Content): Record<string, unknown> {
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}

function headersOf(headers: Readonly<Record<string, string>>, at: Description["at"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, pointer]) => [name, (at(pointer) as { examples: unknown[] }).examples[0]]),
  );
}
