import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** A way to a database that sometimes breaks between a command, which is carried out, and its reply. */
export interface UnreliableProxy extends AsyncDisposable {
  /** Its own socket, in place of the database's. */
  readonly socket: string;
  /** How many replies were lost. */
  readonly lost: number;
  /** From now on, nothing is lost. */
  recover(): void;
}

/** How often a reply is lost. */
const LOSS = 0.08;

/** Starts one between two sockets. */
export async function startUnreliableProxy(database: string, socket: string): Promise<UnreliableProxy> {
  const open = new Set<Socket>();
  let loss = LOSS;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(database);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const each of [client, upstream]) {
      open.add(each);
      each.on("error", end).on("close", () => {
        open.delete(each);
        end();
      });
    }
    client.on("data", (bytes) => upstream.write(bytes));
    upstream.on("data", (bytes) => {
      if (Math.random() >= loss) return client.write(bytes);
      lost++;
      end();
    });
  });
  await once(server.listen(socket), "listening");
  return {
    socket,
    get lost() {
      return lost;
    },
    recover() {
      loss = 0;
    },
    async [Symbol.asyncDispose]() {
      for (const each of open) each.destroy();
      await once(server.close(), "close");
    },
  };
}
