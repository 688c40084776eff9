import { strictAjv } from "../operations/ajv.js";
import { constraintsOf } from "../operations/constraints.js";
import { describedResponses } from "../operations/contract.js";
import { at, type Schema } from "../operations/description.js";
import { broken, type Check, kept, notJudged } from "./check.js";
import { describedResponseFor } from "./described-response.js";

const ajv = strictAjv({}, { validateSchema: false, meta: false });

/** One check for each described header: it may be missing, and if it is there it has its form. */
export const headerChecks: readonly Check[] = describedResponses.flatMap((response) =>
  Object.entries(response.headers).flatMap(([name, pointer]) =>
    // A header is text in any case: its type says nothing.
    constraintsOf(pointer)
      .filter(({ keyword }) => keyword !== "type")
      .map(({ keyword, limit, level, pointer: clause }): Check => {
        const isRight = ajv.compile({ type: (at(pointer) as Schema).type, [keyword]: limit });
        return {
          id: `${response.id}.${name}/${keyword}`,
          level,
          clause,
          sentence: `writes the header ${name} of an answer of ${response.status} with ${keyword} ${limit}`,
          sends: "every",
          examine: (exchange) => {
            const value = exchange.answer?.headers[name.toLowerCase()];
            if (describedResponseFor(exchange) !== response || value === undefined)
              return notJudged(`no ${name} was received`);
            return isRight(value) ? kept : broken(`${name}: ${value}`);
          },
        };
      }),
  ),
);
