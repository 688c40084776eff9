import { type Body, type Description, operationsOf, type Reference, resolve } from "./description.js";

/** Every named example of every operation: its requests, and its answers by status, with their headers. */
export function examples(description: Description): string {
  const exports = operationsOf(description).map(({ operationId, requestBody, responses }) => {
    const named = {
      requests: examplesOf(description, requestBody),
      answers: Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [
          status,
          { headers: headersOf(description, response), bodies: examplesOf(description, response) },
        ]),
      ),
    };
    return `export const ${operationId} = ${JSON.stringify(named, null, 2)} as const;`;
  });
  return `/** Every named example of the description, by operation. */\n${exports.join("\n\n")}\n`;
}

function examplesOf(description: Description, body: Body | Reference): Record<string, unknown> {
  const media = Object.values(resolve(description, body).content);
  return Object.fromEntries(
    media.flatMap(({ examples }) =>
      Object.entries(examples).map(([name, example]) => [name, resolve(description, example).value]),
    ),
  );
}

function headersOf(description: Description, body: Body | Reference): Record<string, unknown> {
  const headers = Object.entries(resolve(description, body).headers ?? {});
  return Object.fromEntries(headers.map(([name, header]) => [name, resolve(description, header).schema.examples[0]]));
}
