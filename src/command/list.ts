import { createHamsaClient, type PhoneNumber } from "../index.js";
import { CredentialSource } from "./add/credentials.js";
import { runInterruptibly } from "./add/ending.js";
import type { ListOptions } from "./add/options.js";
import { formatTable, toPrintable } from "./print.js";

/** `hamsa-twilio list`: from the command line to the exit code. */
export function runList(options: ListOptions): Promise<number> {
  return runInterruptibly(async (signal) => {
    const apiKey = await (await CredentialSource.from(options, signal)).getApiKey();
    const { baseUrl, timeout } = options;
    const hamsa = createHamsaClient({ apiKey, baseUrl, timeout });
    const numbers: PhoneNumber[] = [];
    try {
      for await (const number of hamsa.listPhoneNumbers({}, { signal })) {
        if (options.json) console.log(JSON.stringify(number));
        else numbers.push(number);
      }
      if (!options.json && numbers.length === 0) console.log("No number is registered.");
    } finally {
      // Also if an item was invalid: the client throws that only after all valid items.
      if (numbers.length > 0) console.log(formatNumbers(numbers));
    }
    return 0;
  });
}

function formatNumbers(numbers: readonly PhoneNumber[]): string {
  return formatTable(
    ["NUMBER", "LABEL", "TYPE", "ID"],
    numbers.map(({ number, label, type = "", id }) => [number, label, type, id].map(toPrintable)),
  );
}
