import type { Content, Description } from "../../contract-tests/support/read-description.js";

/** Every named example of every operation: its requests, and its answers by status, with their headers. */
export function examples({ operations, at }: Description): string {
  const exports = operations.map(({ operationId, request, answers }) => {
    const named = {
      ...(request ? { requests: examplesOf(request) } : {}),
      answers: Object.fromEntries(
        Object.values(answers).map((answer) => [
          answer.status,
          { headers: headersOf(answer.headers, at), bodies: examplesOf(answer) },
        ]),
      ),
    };
    return `export const ${operationId} = ${JSON.stringify(named, null, 2)} as const;`;
  });
  return `/** Every named example of the description, by operation. */\n${exports.join("\n\n")}\n`;
}

function examplesOf({ examples }: Content): Record<string, unknown> {
  return Object.fromEntries(Object.entries(examples).map(([name, { value }]) => [name, value]));
}

function headersOf(headers: Readonly<Record<string, string>>, at: Description["at"]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, pointer]) => [name, (at(pointer) as { examples: unknown[] }).examples[0]]),
  );
}
