import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { createListItem, success } from "../../support/behaviors.js";

/** Hamsa as an unlucky client meets it: it registers every number it is sent, twice if it is sent twice. */
export interface FakeHamsa extends AsyncDisposable {
  readonly url: string;
  /** How often each number was registered. */
  readonly registrations: ReadonlyMap<string, number>;
  /** How many requests were answered with nothing, before or after they took effect. */
  readonly lost: number;
  /** From now on, no request is lost and the list shows everything at once. */
  recover(): void;
}

/** How long the list takes to show a number, in ms. */
const LAG_MS = 400;

/** How often a request is lost, and how often a response is. */
const LOSS = 0.2;

/** How long the server takes at most before it registers a number, and again before it responds, in ms. */
const DELAY_MS = 50;

/** Starts one on a free port of loopback. */
export async function startFakeHamsa(): Promise<FakeHamsa> {
  const registrations = new Map<string, number>();
  const listed: { number: string; from: number }[] = [];
  let isUnlucky = true;
  let lost = 0;

  const happens = (chance: number) => isUnlucky && Math.random() < chance;

  async function register(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { phoneNumber } = (await json(request)) as { phoneNumber: string };
    if (happens(LOSS)) return lose(response);
    await setTimeout(Math.random() * DELAY_MS);
    registrations.set(phoneNumber, (registrations.get(phoneNumber) ?? 0) + 1);
    listed.push({ number: phoneNumber, from: Date.now() + (isUnlucky ? LAG_MS : 0) });
    await setTimeout(Math.random() * DELAY_MS);
    if (happens(LOSS)) return lose(response);
    if (happens(LOSS)) return respond(response, 502, { message: "Bad gateway" });
    const data = { ...Object(success.data), number: phoneNumber };
    respond(response, 200, { ...success, data });
  }

  function list(url: URL, response: ServerResponse): void {
    const take = Number(url.searchParams.get("take") ?? 10);
    const start = (Number(url.searchParams.get("skip") ?? 1) - 1) * take;
    const shown = listed.filter(({ from }) => !isUnlucky || from <= Date.now());
    const data = shown.slice(start, start + take).map(({ number }, index) => createListItem(number, start + index));
    respond(response, 200, { ...success, data });
  }

  function lose(response: ServerResponse): void {
    lost++;
    response.destroy();
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "POST") register(request, response).catch(() => response.destroy());
    else if (happens(LOSS)) lose(response);
    else list(url, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    registrations,
    get lost() {
      return lost;
    },
    recover() {
      isUnlucky = false;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
