import { listing, registration } from "../../src/verify/operations/description.js";
import type { Behaviour } from "./hostile-server.js";

/** The body of the description's well-formed success. */
export const success = registration.answers["200"]?.examples.synthetic?.value as {
  readonly success: boolean;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
};

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** What the server claims instead of the body's true length. */
  readonly contentLength?: number;
}

function head({ status = 200, headers = {}, contentLength }: Answer, length: number): string {
  const all = { "content-type": "application/json", "content-length": String(contentLength ?? length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}

/** Answers at once, and keeps the connection. */
export const answers =
  (answer: Answer): Behaviour =>
  (socket) => {
    const body = answer.body ?? "";
    socket.write(head(answer, Buffer.byteLength(body)));
    socket.write(body);
  };

/** Answers with a JSON body. */
export const answersJson = (body: unknown, answer: Answer = {}): Behaviour =>
  answers({ ...answer, body: JSON.stringify(body) });

/** Answers with the description's success. */
export const succeeds = answersJson(success);

/** Reads the request and resets the connection. */
export const resets: Behaviour = (socket) => socket.resetAndDestroy();

/** Sends the head of a success and half of its body, and then does what it is told. */
const half =
  (then: Behaviour, status = 200): Behaviour =>
  (socket, request, n) => {
    const body = JSON.stringify(success);
    socket.write(head({ status }, body.length) + body.slice(0, body.length / 2), () => then(socket, request, n));
  };

/** Never answers. */
export const hangs: Behaviour = () => {};

/** Sends half of an answer, and no more. */
export const stallsWithin = (status = 200): Behaviour => half(hangs, status);

/** Sends half of an answer and resets the connection. */
export const resetsWithin: Behaviour = half(resets);

/** Sends half of an answer and closes the connection in good order. */
export const truncates: Behaviour = half((socket) => socket.end());

/** Sends an answer's body at one byte a second. */
export const drips: Behaviour = (socket) => {
  const body = JSON.stringify(success);
  socket.write(head({}, body.length));
  let sent = 0;
  const timer = setInterval(() => socket.write(body.charAt(sent++)), 1_000);
  socket.on("close", () => clearInterval(timer));
};

/** Sends a JSON body without an end to it, up to 50 MB. */
export const floods: Behaviour = (socket) => {
  const chunk = "x".repeat(2 ** 16);
  let left = 50 * 2 ** 20;
  socket.write(`${head({ contentLength: left + 1 }, 0)}"`);
  const pour = () => {
    while (left > 0 && !socket.destroyed) {
      left -= chunk.length;
      if (!socket.write(chunk)) return void socket.once("drain", pour);
    }
  };
  pour();
};

/** Behaves differently with each request; the last behaviour stays. */
export const inTurn =
  (...behaviours: readonly Behaviour[]): Behaviour =>
  (socket, request, n) =>
    behaviours[Math.min(n, behaviours.length - 1)]?.(socket, request, n);

/** Answers with all that the request held, in the status text, the headers and the body. */
export const echoes =
  (status: number, contentType = "application/json"): Behaviour =>
  (socket, { head: requestHead, body }) => {
    const key = /^authorization: *(.*)$/im.exec(requestHead)?.[1] ?? "";
    const { twilioAuthToken } = JSON.parse(body) as { twilioAuthToken: string };
    const echo = {
      success: false,
      message: `${key} ${twilioAuthToken}`,
      request: { key, body },
      received: JSON.parse(body),
    };
    const text = contentType === "application/json" ? JSON.stringify(echo) : `<html>${requestHead}${body}</html>`;
    const headers = [
      `x-request-id: ${twilioAuthToken}`,
      `x-echo: ${key}`,
      `location: /${encodeURIComponent(twilioAuthToken)}?key=${encodeURIComponent(key)}`,
      `content-type: ${contentType}`,
      `content-length: ${Buffer.byteLength(text)}`,
    ];
    socket.write(`HTTP/1.1 ${status} ${key} ${twilioAuthToken}\r\n${headers.join("\r\n")}\r\n\r\n${text}`);
  };

/** An item of the list with this number; each index has an identifier of its own. */
export function listed(number: string, index = 0): Readonly<Record<string, unknown>> {
  const [first] = Object(listing.answers["200"]?.examples.synthetic?.value).data;
  return { ...first, number, id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` };
}
