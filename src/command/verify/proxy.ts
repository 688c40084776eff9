import { CannotJudgeError } from "../../verify/verdicts/stop-reason.js";

/** The proxy that the environment names for a target, if any, by the rules of curl. */
export function findProxy(target: URL, environment: NodeJS.ProcessEnv): URL | undefined {
  const name = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const value = environment[name.toLowerCase()] || environment[name];
  if (!value || isLoopback(target) || isExcepted(target, environment.no_proxy || environment.NO_PROXY || ""))
    return undefined;
  const url = value.includes("://") ? value : `http://${value}`;
  if (!URL.canParse(url) || new URL(url).protocol !== "http:") {
    throw new CannotJudgeError(
      `${name} is not the URL of an http proxy, the only kind that verify can use. Change it, or add ${target.hostname} to NO_PROXY.`,
    );
  }
  return new URL(url);
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
}

/** Whether NO_PROXY lists the host, its domain or everything; a port after it must also be the same. */
function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port || (protocol === "https:" ? "443" : "80");
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => {
      if (entry === "*") return true;
      const [, host = "", onlyPort = ownPort] = /^\*?\.?(.*?)(?::([0-9]+))?$/.exec(entry.toLowerCase()) ?? [];
      return onlyPort === ownPort && (hostname === host || hostname.endsWith(`.${host}`));
    });
}
