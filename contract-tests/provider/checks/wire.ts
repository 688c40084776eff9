import { type DescribedResponse, describedResponses } from "../../support/contract.js";
import { at, type Schema } from "../../support/description.js";
import { type Answer, type Exchange, jsonOf, textOf } from "../exchange/exchange.js";
import { describedResponseFor } from "../judgement/described-response.js";
import { duplicateKeys } from "../judgement/duplicate-keys.js";
import { isMediaType } from "../judgement/media-type.js";
import { undescribedProperties } from "../judgement/undescribed-properties.js";
import { broken, type Check, type Evidence, kept, notJudged, type Opinion } from "./check.js";

/** The checks of how an answer is written, for each response that the description knows. */
export const wireChecks: readonly Check[] = describedResponses.flatMap(checksOf);

function checksOf(response: DescribedResponse): Check[] {
  const { status, contentFact, mediaType } = response;
  const about = (name: string, sentence: string, look: (answer: Answer) => Opinion): Check => ({
    id: `${status}/${name}`,
    level: contentFact.level,
    clause: contentFact.pointer,
    sentence: `${sentence} in an answer of ${status === "default" ? "any other status" : status}`,
    sends: "every",
    examine: (exchange) => onAnswerOf(response, exchange, look),
  });
  return [
    {
      ...about("media-type", `says ${mediaType}`, () => kept),
      examine: (...given) => mediaTypeOpinion(response, ...given),
    },
    about("utf-8", "writes UTF-8", (answer) => (isUtf8(answer) ? kept : broken("its bytes are no UTF-8"))),
    about("json", "writes JSON", (answer) =>
      jsonOf(answer) === undefined ? broken(`can't be parsed: ${textOf(answer) || "(empty)"}`) : kept,
    ),
    about("unique-keys", "names no key twice", (answer) => {
      const keys = duplicateKeys(textOf(answer));
      return keys.length === 0 ? kept : broken(`twice: ${keys.join(", ")}`);
    }),
    {
      ...about("described-properties", "has no property that is not described", (answer) => {
        const found = undescribedProperties(jsonOf(answer), at(response.schemaPointer) as Schema);
        return found.length === 0 ? kept : broken(`not described: ${found.join(", ")}`);
      }),
      // Nobody says that there are no others.
      level: "inferred",
      clause: response.schemaPointer,
    },
  ];
}

/** Prism's word and ours: it takes a media type apart more leniently, and throws over a malformed one. */
function mediaTypeOpinion(response: DescribedResponse, exchange: Exchange, { prism }: Evidence): Opinion {
  return onAnswerOf(response, exchange, ({ headers }) => {
    const received = headers["content-type"];
    if (received === undefined) return broken("has no content-type");
    if (!isMediaType(received, response.mediaType)) return broken(`has content-type ${JSON.stringify(received)}`);
    const objection = prism.get(exchange.probe.id)?.find(({ part }) => part === "whole");
    return objection === undefined ? kept : broken(`Prism: ${objection.message}`);
  });
}

/** Lets a check see an answer if this response governs it. */
export function onAnswerOf(
  response: DescribedResponse,
  exchange: Exchange,
  look: (answer: Answer) => Opinion,
): Opinion {
  const { answer } = exchange;
  if (answer === undefined || describedResponseFor(exchange) !== response) {
    return notJudged(`no answer of ${response.status === "default" ? "another status" : response.status} came`);
  }
  return look(answer);
}

function isUtf8({ body }: Answer): boolean {
  try {
    // A byte order mark is UTF-8, and yet nothing that JSON may begin with (RFC 8259, 8.1).
    return !new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body).startsWith("\uFEFF");
  } catch {
    return false;
  }
}
