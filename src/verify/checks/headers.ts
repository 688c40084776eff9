import { constraintsOf } from "../operations/constraints.js";
import { describedResponses } from "../operations/description.js";
import { violatedConstraints } from "../operations/violated-constraints.js";
import { type Check, fail, pass, skip } from "./check.js";
import { describedResponseFor, describeResponse, probesFor } from "./described-response.js";

/** One check per constraint of each described header. A header may be missing; if present, it must be valid. */
export const headerChecks: readonly Check[] = describedResponses.flatMap((described) =>
  Object.entries(described.headers).flatMap(([name, schema]) =>
    constraintsOf(schema)
      // Every header is a string, so its type needs no check.
      .filter(({ keyword }) => keyword !== "type")
      .map(({ keyword, limit, level, pointer }): Check => {
        return {
          id: `${described.id}.${name}/${keyword}`,
          level,
          pointer,
          title: `has a header ${name} with ${keyword} ${limit} in ${describeResponse(described)}`,
          needs: probesFor([described]),
          examinesEvery: true,
          examine: (exchange) => {
            const value = exchange.response?.headers[name.toLowerCase()];
            if (describedResponseFor(exchange) !== described || value === undefined)
              return skip(`no ${name} was received`);
            return violatedConstraints(value, schema).includes(pointer) ? fail(`${name}: ${value}`) : pass;
          },
        };
      }),
  ),
);
