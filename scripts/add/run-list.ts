import { createHamsaClient, type PhoneNumber } from "../../src/index.js";
import { Asked } from "./ask.js";
import { interruptible } from "./interruptible.js";
import { LIST_USAGE, listOptions } from "./options.js";
import { printable, table } from "./tell.js";

/** `hamsa-twilio list`: from the command line to the exit code. */
export function runList(argv: readonly string[]): Promise<number> {
  return interruptible(async (signal) => {
    const options = listOptions(argv);
    if (options === "help") {
      console.log(LIST_USAGE);
      return 0;
    }
    const { baseUrl, timeout } = options.connection;
    const apiKey = await (await Asked.from(options.connection, signal)).apiKey();
    const hamsa = createHamsaClient({ apiKey, timeout, ...(baseUrl === undefined ? {} : { baseUrl }) });
    const numbers: PhoneNumber[] = [];
    for await (const number of hamsa.listNumbers({}, { signal })) {
      if (options.json) console.log(JSON.stringify(number));
      else numbers.push(number);
    }
    if (!options.json) console.log(numbers.length === 0 ? "No number is registered." : listing(numbers));
    return 0;
  });
}

function listing(numbers: readonly PhoneNumber[]): string {
  return table(
    ["NUMBER", "LABEL", "TYPE", "ID"],
    numbers.map(({ number, label, type = "", id }) => [number, label, type, id].map(printable)),
  );
}
