import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { examples } from "../../generated/examples.js";

/** The request and the response of every measured call are the description's own. */
export const params = examples.addTwilioNumber.requests.synthetic;
const response = examples.addTwilioNumber.responses["200"].bodies.synthetic;

const body = JSON.stringify(response);

/** A `fetch` that responds in process. */
export const stub: typeof fetch = async () =>
  new Response(body, { status: 200, headers: { "content-type": "application/json" } });

export interface LoopbackServer extends AsyncDisposable {
  readonly url: string;
}

/** Starts a server on a free loopback port, in its own process, so that it doesn't share the client's thread. */
export async function startLoopbackServer(): Promise<LoopbackServer> {
  const child: ChildProcess = fork("scripts/bench/server.mjs", { env: { ...process.env, RESPONSE: body } });
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  const [port] = await once(child, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      process.off("exit", stop);
      const ended = once(child, "exit");
      stop();
      await ended;
    },
  };
}
