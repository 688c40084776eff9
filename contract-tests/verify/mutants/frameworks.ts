import { withBody } from "../../../src/verify/probes/protocol.js";
import { type Asked, json, type Provider, parsed, type Reply } from "../reference/messages.js";
import { referenceProvider } from "../reference/provider.js";

/** A conforming provider that refuses as a framework does. */
interface Framework {
  readonly name: string;
  readonly provider: Provider;
  /** The checks that advise against how it refuses: nobody documents it, so it never fails a run by default. */
  readonly advice: readonly string[];
}

const PROBLEM = { "content-type": "application/problem+json" };

/** The reference provider, but for the bodies and statuses of its refusals. */
function refusing(refusal: (reply: Reply, asked: Asked) => Reply): Provider {
  const conforming = referenceProvider();
  return (asked) => {
    const reply = conforming(asked);
    return reply.status < 400 ? reply : refusal(reply, asked);
  };
}

/** The status that frameworks give to a refusal: by the media type, by the JSON, by the fields. */
function usualStatus({ status }: Reply, asked: Asked, forFields: number): number {
  if (status !== 400) return status;
  if (!asked.headers["content-type"]?.startsWith("application/json")) return 415;
  return parsed(asked) === undefined ? 400 : forFields;
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
    provider: refusing((reply, asked) => {
      if (reply.status === 404) return html(404, `Cannot ${asked.method} ${asked.path}`);
      return json(usualStatus(reply, asked, 422), { success: false, message: "label is required" });
    }),
  },
  {
    name: "Express, with its own page where its parser refuses",
    advice: [],
    provider: refusing((reply, asked) => {
      if (reply.status === 404) return html(404, `Cannot ${asked.method} ${asked.path}`);
      if (reply.status === 400 && asked.method === "POST" && parsed(asked) === undefined)
        return html(400, "Bad Request");
      return json(usualStatus(reply, asked, 422), { message: "label is required" });
    }),
  },
  {
    name: "NestJS",
    advice: [],
    provider: refusing((reply, asked) => {
      if (reply.status === 401)
        return json(403, { statusCode: 403, message: "Forbidden resource", error: "Forbidden" });
      const statusCode = usualStatus(reply, asked, 400);
      return json(statusCode, { statusCode, message: ["label should not be empty"], error: "Bad Request" });
    }),
  },
  {
    name: "Express, without a media type of its own",
    advice: withBody.map(({ id }) => `${id}.protocol/media-type`),
    provider: referenceProvider({ isMediaType: () => true }),
  },
  {
    name: "FastAPI",
    advice: ["ErrorResponse.message/required"],
    provider: refusing((reply, asked) => {
      const detail = [{ loc: ["body", "label"], msg: "Field required", type: "missing" }];
      return json(usualStatus(reply, asked, 422), { detail: reply.status === 400 ? detail : "Not authenticated" });
    }),
  },
  {
    name: "RFC 9457",
    advice: ["400/media-type", "401/media-type", "ErrorResponse.message/required"],
    provider: refusing(({ status }) => json(status, { type: "about:blank", title: "No", status }, PROBLEM)),
  },
];

/** Servers that show how they are made, each in its language's way. */
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
