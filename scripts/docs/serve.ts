import { once } from "node:events";
import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { CommandError } from "../support/cli.js";
import { buildReference, REFERENCE } from "./build.js";

/** The folders whose files end up on the page. */
const SOURCES = ["openapi", "scripts/docs", "scripts/docs/plugin", "contract-tests/docs/samples"];

/** Editors write a file in several steps; all changes within this time lead to one build. */
const SETTLE_MS = 100;

const CHANGES = "/changes";
const TYPES: Record<string, string> = { html: "text/html", txt: "text/markdown", json: "application/json" };

/** Reloads the page after each build. It is added only when the page is served, never to the built file. */
const RELOAD = `<script>new EventSource("${CHANGES}").onmessage = () => location.reload();</script>`;

/** Shown until the first build succeeds. */
const NOT_YET = "There is no page yet. The terminal shows what is wrong with the description.\n";

/** Serves the reference on loopback and rebuilds it on every change, until Ctrl-C. */
export async function serveReference(output: string, port: number): Promise<void> {
  const readers = new Set<ServerResponse>();
  await rebuild(output);
  const server = await listen(createServer(handleRequests(output, readers)), port);
  console.log(`The reference is at http://127.0.0.1:${(server.address() as AddressInfo).port}/ (Ctrl-C stops it)`);
  onChange(async () => {
    if (await rebuild(output)) for (const reader of readers) reader.write("data: built\n\n");
  });
}

async function listen(server: Server, port: number): Promise<Server> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((error: Error) => {
    throw new CommandError(`Can't serve the reference: ${error.message}.`, 2);
  });
  return server;
}

/** Builds the page. Build errors are printed, and the last good page stays up. */
async function rebuild(output: string): Promise<boolean> {
  const start = performance.now();
  try {
    await buildReference(output);
    console.log(`Built in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(`\n${error.message}\n\nThe page stays as it was.`);
    return false;
  }
}

/** Calls back after each change of a source, one call at a time. */
function onChange(callback: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(callback);
    }, SETTLE_MS);
  };
  for (const directory of SOURCES) watch(directory, settle);
}

function handleRequests(output: string, readers: Set<ServerResponse>) {
  return async ({ url = "/" }: { url?: string | undefined }, response: ServerResponse): Promise<void> => {
    if (url === CHANGES) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
      readers.add(response);
      response.once("close", () => readers.delete(response));
      return;
    }
    const file = url === "/" ? "index.html" : url.slice(1);
    if (!REFERENCE.includes(file)) {
      response.writeHead(404).end("The reference has no such file.\n");
      return;
    }
    const text = await readFile(join(output, file), "utf8").catch(() => NOT_YET);
    const type = `${TYPES[file.split(".").at(-1) ?? ""]}; charset=utf-8`;
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.end(file === "index.html" ? text + RELOAD : text);
  };
}
