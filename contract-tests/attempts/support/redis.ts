import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createFolder, type DatabaseServer, startServer } from "./server-process.js";

const PROGRAM = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "redis-server"))
  .find((file) => existsSync(file));

/** Why Redis can't be tested on this machine, or undefined. */
export const redisIsMissing = PROGRAM === undefined ? "no redis-server is installed" : undefined;

/** Starts a Redis of its own, which writes each command to its log, with the socket `redis.sock` in its folder. */
export async function startRedis(): Promise<DatabaseServer> {
  const folder = await createFolder();
  const settings = ["--port", "0", "--unixsocket", join(folder, "redis.sock"), "--save", "", "--appendonly", "yes"];
  const command = [String(PROGRAM), ...settings, "--dir", folder] as const;
  return startServer(folder, command, { ready: /ready to accept connections/i });
}
