import { listing, registration } from "../../src/verify/operations/description.js";
import type { Behavior } from "./hostile-server.js";

/** The body of the description's well-formed success. */
export const success = registration.success.example as {
  readonly success: boolean;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
};

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The length that the server claims instead of the body's true one. */
  readonly contentLength?: number;
}

function head({ status = 200, headers = {}, contentLength }: Answer, length: number): string {
  const all = { "content-type": "application/json", "content-length": String(contentLength ?? length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join("")}\r\n`;
}

/** Responds at once, and keeps the connection open. */
export const responds =
  (answer: Answer): Behavior =>
  (socket) => {
    const body = answer.body ?? "";
    socket.write(head(answer, Buffer.byteLength(body)));
    socket.write(body);
  };

/** Responds with a JSON body. */
export const respondsWithJson = (body: unknown, answer: Answer = {}): Behavior =>
  responds({ ...answer, body: JSON.stringify(body) });

/** Responds with the description's success. */
export const succeeds = respondsWithJson(success);

/** Reads the request and resets the connection. */
export const resets: Behavior = (socket) => socket.resetAndDestroy();

/** Sends the head of a success and half of its body, then behaves as given. */
const half =
  (then: Behavior, status = 200): Behavior =>
  (socket, request, n) => {
    const body = JSON.stringify(success);
    socket.write(head({ status }, body.length) + body.slice(0, body.length / 2), () => then(socket, request, n));
  };

/** Never responds. */
export const hangs: Behavior = () => {};

/** Sends half of a response, and stalls. */
export const stallsWithin = (status = 200): Behavior => half(hangs, status);

/** Sends half of a response and resets the connection. */
export const resetsWithin: Behavior = half(resets);

/** Sends half of a response and closes the connection normally. */
export const truncates: Behavior = half((socket) => socket.end());

/** Sends a response's body at one byte per second. */
export const drips: Behavior = (socket) => {
  const body = JSON.stringify(success);
  socket.write(head({}, body.length));
  let sent = 0;
  const timer = setInterval(() => socket.write(body.charAt(sent++)), 1_000);
  socket.on("close", () => clearInterval(timer));
};

/** Sends an endless JSON body, up to 50 MB. */
export const floods: Behavior = (socket) => {
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

/** Behaves differently with each request; the last behavior stays. */
export const inTurn =
  (...behaviors: readonly Behavior[]): Behavior =>
  (socket, request, n) =>
    behaviors[Math.min(n, behaviors.length - 1)]?.(socket, request, n);

/** Responds with everything in the request, in the status text, the headers and the body. */
export const echoes =
  (status: number, contentType = "application/json"): Behavior =>
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

/** An item of the list with this number. Each index has its own ID. */
export function createListItem(number: string, index = 0): Readonly<Record<string, unknown>> {
  const [first] = Object(listing.success.example).data;
  return { ...first, number, id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}` };
}
