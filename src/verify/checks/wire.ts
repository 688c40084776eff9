import type { DescribedResponse, Schema } from "../../../openapi/read.js";
import { isBreach } from "../../../openapi/vocabulary.js";
import { findDuplicateKeys } from "../exchange/duplicate-keys.js";
import { decodeBody, type Exchange, parseBody, type RawResponse } from "../exchange/exchange.js";
import { EACH } from "../operations/constraints.js";
import { describedResponses } from "../operations/description.js";
import { formatPath } from "../probes/constraints.js";
import { type Check, fail, type Opinion, pass, skip } from "./check.js";
import { describedResponseFor, describeResponse, noneReceived, probesFor } from "./described-response.js";

/** How a response is written, for each described response. */
export const wireChecks: readonly Check[] = describedResponses.flatMap((described) => {
  const { mediaType } = described;
  const checks = [
    wireCheck(described, "media-type", `has the media type ${mediaType}`, ({ headers }) => {
      const received = headers["content-type"];
      if (received === undefined) return fail("has no content-type");
      return isMediaType(received, mediaType) ? pass : fail(`has content-type ${JSON.stringify(received)}`);
    }),
    wireCheck(described, "utf-8", "has valid UTF-8", (response) =>
      isUtf8(response) ? pass : fail("its bytes are not valid UTF-8"),
    ),
    wireCheck(described, "json", "has valid JSON", (response) =>
      parseBody(response) === undefined ? fail(`can't be parsed: ${decodeBody(response) || "(empty)"}`) : pass,
    ),
    wireCheck(described, "unique-keys", "has no duplicate keys", (response) => {
      // Malformed JSON is left to the check above.
      const keys = parseBody(response) === undefined ? [] : findDuplicateKeys(decodeBody(response));
      return keys.length === 0 ? pass : fail(`appear twice: ${keys.join(", ")}`);
    }),
  ];
  // Only if the body is documented. What else an undocumented error has is open.
  return isBreach(described.contentFact.level) ? [...checks, describedPropertiesCheck(described)] : checks;
});

function wireCheck(
  described: DescribedResponse,
  name: string,
  title: string,
  examine: (response: RawResponse) => Opinion,
): Check {
  return {
    id: `${described.id}/${name}`,
    level: described.contentFact.level,
    pointer: described.contentFact.pointer,
    title: `${title} in ${describeResponse(described)}`,
    needs: probesFor([described]),
    examinesEvery: true,
    examine: (exchange) => examineResponse(described, exchange, examine),
  };
}

function describedPropertiesCheck(described: DescribedResponse): Check {
  const { schema } = described;
  const check = wireCheck(described, "described-properties", "has no undescribed property", (response) => {
    const found = findUndescribedProperties(parseBody(response), schema);
    return found.length === 0 ? pass : fail(`not described: ${found.join(", ")}`);
  });
  // No source says there are no others.
  return { ...check, level: "inferred", pointer: schema.pointer };
}

/** Examines a response if it is an instance of the described one. */
function examineResponse(
  described: DescribedResponse,
  exchange: Exchange,
  examine: (response: RawResponse) => Opinion,
): Opinion {
  const { response, probe } = exchange;
  if (response === undefined || describedResponseFor(exchange) !== described) return skip(noneReceived(described));
  const isFrameworks = !isBreach(described.contentFact.level) && REJECTED_BY_PARSERS.test(probe.id);
  if (isFrameworks && !/json/i.test(response.headers["content-type"] ?? "")) {
    return skip("the framework's parser rejected this before the API saw it");
  }
  return examine(response);
}

/** Requests that frameworks such as Express and Koa reject themselves, with a page or a string of their own. */
const REJECTED_BY_PARSERS = /\.protocol\/(?:malformed-json|empty-body|media-type)$/;

function isUtf8({ body }: RawResponse): boolean {
  try {
    // A byte order mark is valid UTF-8, but JSON must not begin with it (RFC 8259, 8.1).
    return !new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body).startsWith("\uFEFF");
  } catch {
    return false;
  }
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** A media type, at most with the charset that JSON has anyway (RFC 9110 8.3.1, RFC 8259 8.1). */
const WELL_FORMED = new RegExp(`^(${TOKEN}/${TOKEN})(?:[ \\t]*;[ \\t]*charset=(?:utf-8|"utf-8"))?[ \\t]*$`, "i");

/** Whether a `content-type` is well formed and exactly the described one, with or without `charset=utf-8`. */
export function isMediaType(received: string, described: string): boolean {
  return WELL_FORMED.exec(received)?.[1]?.toLowerCase() === described.toLowerCase();
}

/** Paths of the properties that a value has and its schema doesn't. A schema without properties allows any. */
export function findUndescribedProperties(
  value: unknown,
  { properties, items }: Pick<Schema, "properties" | "items">,
  path: readonly string[] = [],
): string[] {
  if (items !== undefined && Array.isArray(value)) {
    return [...new Set(value.flatMap((element) => findUndescribedProperties(element, items, [...path, EACH])))];
  }
  if (properties === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const here = [...path, name];
    return schema === undefined ? [formatPath(here)] : findUndescribedProperties(inner, schema, here);
  });
}
