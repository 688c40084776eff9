import { isBreach } from "../../../openapi/vocabulary.js";
import { duplicateKeys } from "../exchange/duplicate-keys.js";
import { type Answer, type Exchange, jsonOf, textOf } from "../exchange/exchange.js";
import { isMediaType } from "../exchange/media-type.js";
import { type DescribedResponse, describedResponses } from "../operations/contract.js";
import { at, type Schema } from "../operations/description.js";
import { broken, type Check, kept, notJudged, type Opinion } from "./check.js";
import { answersInWords, describedResponseFor, noneReceived } from "./described-response.js";
import { undescribedProperties } from "./undescribed-properties.js";

/** The checks of how an answer is written, for each response that the description knows. */
export const wireChecks: readonly Check[] = describedResponses.flatMap(checksOf);

function checksOf(response: DescribedResponse): Check[] {
  const { id, contentFact, mediaType } = response;
  const about: About = (name, sentence, look) => ({
    id: `${id}/${name}`,
    level: contentFact.level,
    clause: contentFact.pointer,
    sentence: `${sentence} in ${answersInWords(response)}`,
    sends: "every",
    examine: (exchange) => onAnswerOf(response, exchange, look),
  });
  return [
    about("media-type", `says ${mediaType}`, ({ headers }) => {
      const received = headers["content-type"];
      if (received === undefined) return broken("has no content-type");
      return isMediaType(received, mediaType) ? kept : broken(`has content-type ${JSON.stringify(received)}`);
    }),
    about("utf-8", "writes UTF-8", (answer) => (isUtf8(answer) ? kept : broken("its bytes are no UTF-8"))),
    about("json", "writes JSON", (answer) =>
      jsonOf(answer) === undefined ? broken(`can't be parsed: ${textOf(answer) || "(empty)"}`) : kept,
    ),
    about("unique-keys", "names no key twice", (answer) => {
      const keys = duplicateKeys(textOf(answer));
      return keys.length === 0 ? kept : broken(`twice: ${keys.join(", ")}`);
    }),
    ...(isBreach(contentFact.level) ? [describedProperties(response, about)] : []),
  ];
}

type About = (name: string, sentence: string, look: (answer: Answer) => Opinion) => Check;

/** Only of a body that somebody documents: what else an error has is anybody's guess. */
function describedProperties({ schemaPointer }: DescribedResponse, about: About): Check {
  const look = (answer: Answer) => {
    const found = undescribedProperties(jsonOf(answer), at(schemaPointer) as Schema);
    return found.length === 0 ? kept : broken(`not described: ${found.join(", ")}`);
  };
  const check = about("described-properties", "has no property that is not described", look);
  // That there are no others, nobody says.
  return { ...check, level: "inferred", clause: schemaPointer };
}

/** Lets a check see an answer if this response governs it. */
function onAnswerOf(response: DescribedResponse, exchange: Exchange, look: (answer: Answer) => Opinion): Opinion {
  const { answer } = exchange;
  if (answer === undefined || describedResponseFor(exchange) !== response) {
    return notJudged(noneReceived(response));
  }
  const isFrameworks = !isBreach(response.contentFact.level) && PARSERS.test(exchange.probe.id);
  if (isFrameworks && !/json/i.test(answer.headers["content-type"] ?? "")) {
    return notJudged("the framework's parser refused this, before the API saw it");
  }
  return look(answer);
}

/** What a framework refuses by itself, with a page or a text of its own: Express and Koa do. */
const PARSERS = /\.protocol\/(?:malformed-json|empty-body|media-type)$/;

function isUtf8({ body }: Answer): boolean {
  try {
    // A byte order mark is UTF-8, and yet nothing that JSON may begin with (RFC 8259, 8.1).
    return !new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body).startsWith("\uFEFF");
  } catch {
    return false;
  }
}
