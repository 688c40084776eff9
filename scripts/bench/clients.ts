import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PEERS } from "./prepare.js";

export const OURS = "hamsa-twilio";
export const RAW = "raw-fetch";
export const BARE = "openapi-fetch";

/** Registers a number with one of the clients: the same call for each. */
export type Register = (params: object) => Promise<unknown>;
type CreateClient = (baseUrl: string, fetch: typeof globalThis.fetch) => Register;

/** Lists the clients that can make the call: raw fetch first, then ours. */
export async function listClients(): Promise<string[]> {
  const names = (await readdir(join(PEERS, "clients"))).map((file) => basename(file, ".mjs")).sort();
  return [RAW, OURS, ...names.filter((name) => name !== RAW && name !== OURS)];
}

/** Creates every client for one server. */
export async function createClients(
  baseUrl: string,
  fetch: typeof globalThis.fetch,
): Promise<Record<string, Register>> {
  const clients: Record<string, Register> = {};
  for (const name of await listClients()) clients[name] = (await loadFactory(name))(baseUrl, fetch);
  return clients;
}

async function loadFactory(name: string): Promise<CreateClient> {
  const module = await import(pathToFileURL(resolve(PEERS, "clients", `${name}.mjs`)).href);
  return module.default;
}
