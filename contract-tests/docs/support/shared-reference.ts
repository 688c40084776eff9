import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { type ProcessResult, runTypeScript } from "../../support/run.js";
import { createRunFolder } from "../../support/run-folder.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Returns the folder of the reference, which is built for the first request. */
    referenceUrl: string;
  }
}

/** Builds the reference once for the whole run, but only if a file asks for it, because that takes two seconds. */
export async function setup(project: TestProject): Promise<() => void> {
  const { path: folder, remove } = await createRunFolder("hamsa-reference-");
  let building: Promise<ProcessResult> | undefined;
  project.onTestsRerun(() => {
    building = undefined;
  });
  const server = createServer(async (_, response) => {
    building ??= runTypeScript(["scripts/docs.ts", "--output", folder]);
    const { code, stderr } = await building;
    response.writeHead(code === 0 ? 200 : 500).end(code === 0 ? folder : stderr);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  project.provide("referenceUrl", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    server.close();
    server.closeAllConnections();
    remove();
  };
}
