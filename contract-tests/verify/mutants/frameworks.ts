import { subjectsWithBody } from "../../../src/verify/probes/protocol.js";
import { json, type Provider, parseJson, type ReceivedRequest, type Reply } from "../reference/messages.js";
import { referenceProvider } from "../reference/provider.js";

/** A conforming provider that rejects requests like a framework. */
interface Framework {
  readonly name: string;
  readonly provider: Provider;
  /** The checks that report its rejections as advice. They are undocumented, so they fail only strict runs. */
  readonly advice: readonly string[];
}

const PROBLEM = { "content-type": "application/problem+json" };

/** The reference provider with other bodies and statuses for its rejections. */
function rejectAs(reject: (reply: Reply, request: ReceivedRequest) => Reply): Provider {
  const conforming = referenceProvider();
  return (request) => {
    const reply = conforming(request);
    return reply.status < 400 ? reply : reject(reply, request);
  };
}

/** The status that frameworks use for a rejection: of the media type, of the JSON, of the fields. */
function usualStatus({ status }: Reply, request: ReceivedRequest, forFields: number): number {
  if (status !== 400) return status;
  if (!request.headers["content-type"]?.startsWith("application/json")) return 415;
  return parseJson(request) === undefined ? 400 : forFields;
}

const html = (status: number, text: string): Reply => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: `<!DOCTYPE html>\n<html lang="en"><head><title>Error</title></head><body><pre>${text}</pre></body></html>\n`,
});

export const frameworks: readonly Framework[] = [
  {
    name: "Express",
    advice: [],
    provider: rejectAs((reply, request) => {
      if (reply.status === 404) return html(404, `Cannot ${request.method} ${request.path}`);
      return json(usualStatus(reply, request, 422), { success: false, message: "label is required" });
    }),
  },
  {
    name: "Express, with its own page if its parser rejects",
    advice: [],
    provider: rejectAs((reply, request) => {
      if (reply.status === 404) return html(404, `Cannot ${request.method} ${request.path}`);
      if (reply.status === 400 && request.method === "POST" && parseJson(request) === undefined)
        return html(400, "Bad Request");
      return json(usualStatus(reply, request, 422), { message: "label is required" });
    }),
  },
  {
    name: "NestJS",
    advice: [],
    provider: rejectAs((reply, request) => {
      if (reply.status === 401)
        return json(403, { statusCode: 403, message: "Forbidden resource", error: "Forbidden" });
      const statusCode = usualStatus(reply, request, 400);
      return json(statusCode, { statusCode, message: ["label should not be empty"], error: "Bad Request" });
    }),
  },
  {
    name: "Express, without a media type of its own",
    advice: subjectsWithBody.map(({ id }) => `${id}.protocol/media-type`),
    provider: referenceProvider({ isMediaType: () => true }),
  },
  {
    name: "FastAPI",
    advice: ["ErrorResponse.message/required"],
    provider: rejectAs((reply, request) => {
      const detail = [{ loc: ["body", "label"], msg: "Field required", type: "missing" }];
      return json(usualStatus(reply, request, 422), { detail: reply.status === 400 ? detail : "Not authenticated" });
    }),
  },
  {
    name: "RFC 9457",
    advice: ["400/media-type", "401/media-type", "ErrorResponse.message/required"],
    provider: rejectAs(({ status }) => json(status, { type: "about:blank", title: "No", status }, PROBLEM)),
  },
];

/** Messages that reveal how a server is built, by language. */
export const TALKATIVE: readonly (readonly [language: string, text: string])[] = [
  ["JavaScript", "TypeError: label is undefined\n    at register (/srv/app/src/numbers.ts:42:17)"],
  [
    "JavaScript in HTML",
    "Error: no<br> &nbsp; &nbsp;at Layer.handle (/srv/node_modules/express/lib/router/layer.js:95:5)",
  ],
  ["Python", 'Traceback (most recent call last):\n  File "/app/main.py", line 12, in add'],
  ["Java", "java.lang.NullPointerException\n\tat com.example.Numbers.add(Numbers.java:17)"],
  ["Go", "panic: nil map\n\ngoroutine 18 [running]:\nmain.add(...)\n\t/app/main.go:31"],
  ["PHP", "Uncaught Error in /var/www/html/add.php on line 9"],
  ["Ruby", "app/models/number.rb:12:in `save!'"],
  ["SQL", "could not run INSERT INTO numbers (label) VALUES ($1)"],
  ["a query builder", 'insert into "numbers" ("label") values ($1) failed'],
  ["JavaScript, in one line", "Error: no at async register (file:///srv/app/numbers.js:4:2)"],
  ["PostgreSQL", 'duplicate key value violates unique constraint "numbers_number_key"'],
];
