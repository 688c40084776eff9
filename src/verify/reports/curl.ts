import { security } from "../operations/description.js";
import { secretProperties } from "../probes/plan.js";
import type { Probe } from "../probes/probe.js";
import type { Run } from "../verdicts/verify.js";

/** A request as a line for a shell, which takes the secrets from environment variables. */
export function toCurl({ verification: { target, plan }, leaks }: Run, probe: Probe): string {
  const headers = Object.entries(probe.headers).map(([name, value]) => {
    const isKey = name === security.header && value.includes("Token ");
    const shell = probe.shellKey ?? (isKey && value === `Token ${plan.apiKey}` ? "Token $HAMSA_API_KEY" : undefined);
    return name === security.header && shell !== undefined
      ? `-H "${name}: ${shell}"`
      : `-H ${quote(`${name}: ${value}`)}`;
  });
  const body = probe.body === undefined ? [] : [`--data-raw ${quoteBody(probe.body)}`];
  const url = `${target.replace(/\/$/, "")}${probe.path}`;
  return leaks.mask(["curl -i", `-X ${probe.method}`, quote(url), ...headers, ...body].join(" "));
}

/** In single quotes, which keep everything as it is. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** In single quotes, except the secrets: `"twilioAuthToken":"'"$TWILIO_AUTH_TOKEN"'"`. */
function quoteBody(body: string): string {
  return secretProperties.reduce((text, { name }) => {
    const variable = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return text.replaceAll(new RegExp(`("${name}":")[^"]+"`, "g"), `$1'"$$${variable}"'"`);
  }, quote(body));
}
