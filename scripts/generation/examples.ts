import type { Content, Description, Schema } from "../../openapi/read.js";

/** Every named example of each operation: its requests, and its responses by status with their headers. */
export function buildExamples({ operations }: Description): string {
  const byOperation = operations.map(({ operationId, request, responses }) => {
    const named = {
      ...(request ? { requests: examplesOf(request) } : {}),
      responses: Object.fromEntries(
        Object.values(responses).map((response) => [
          response.status,
          { headers: headersOf(response.headers), bodies: examplesOf(response) },
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

function headersOf(headers: Readonly<Record<string, Schema>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, { keywords }]) => [name, keywords.examples?.[0]]));
}
