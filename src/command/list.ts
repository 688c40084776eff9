import { createHamsaClient, type PhoneNumber } from "../index.js";
import { Asked } from "./add/ask.js";
import { interruptible } from "./add/ending.js";
import type { ListOptions } from "./add/options.js";
import { printable, table } from "./add/tell.js";

/** `hamsa-twilio list`: from the command line to the exit code. */
export function runList(options: ListOptions): Promise<number> {
  return interruptible(async (signal) => {
    const apiKey = await (await Asked.from(options, signal)).apiKey();
    const { baseUrl, timeout } = options;
    const hamsa = createHamsaClient({ apiKey, baseUrl, timeout });
    const numbers: PhoneNumber[] = [];
    try {
      for await (const number of hamsa.listNumbers({}, { signal })) {
        if (options.json) console.log(JSON.stringify(number));
        else numbers.push(number);
      }
      if (!options.json && numbers.length === 0) console.log("No number is registered.");
    } finally {
      // Also where one of them is odd, which is thrown after all that are not.
      if (numbers.length > 0) console.log(listing(numbers));
    }
    return 0;
  });
}

function listing(numbers: readonly PhoneNumber[]): string {
  return table(
    ["NUMBER", "LABEL", "TYPE", "ID"],
    numbers.map(({ number, label, type = "", id }) => [number, label, type, id].map(printable)),
  );
}
