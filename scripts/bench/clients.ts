import { readdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { PEERS } from "./prepare.js";

export const OURS = "hamsa-twilio";
export const RAW = "raw-fetch";
export const BARE = "openapi-fetch";

/** A client's registration of a number: the very same call for each. */
export type Register = (params: object) => Promise<unknown>;
type MakeClient = (baseUrl: string, fetch: typeof globalThis.fetch) => Register;

/** The names of all clients that can make the call: raw fetch first, then ours. */
export async function clientNames(): Promise<string[]> {
  const names = (await readdir(join(PEERS, "clients"))).map((file) => basename(file, ".mjs")).sort();
  return [RAW, OURS, ...names.filter((name) => name !== RAW && name !== OURS)];
}

/** Every client, made for one server. */
export async function clientsOf(baseUrl: string, fetch: typeof globalThis.fetch): Promise<Record<string, Register>> {
  const clients: Record<string, Register> = {};
  for (const name of await clientNames()) clients[name] = (await makerOf(name))(baseUrl, fetch);
  return clients;
}

async function makerOf(name: string): Promise<MakeClient> {
  const module = await import(pathToFileURL(resolve(PEERS, "clients", `${name}.mjs`)).href);
  return module.default;
}
