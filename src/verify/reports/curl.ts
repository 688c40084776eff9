import type { Check } from "../checks/check.js";
import { security } from "../operations/description.js";
import { subjects } from "../operations/operations.js";
import { type Plan, secretProperties } from "../probes/plan.js";
import type { Probe } from "../probes/probe.js";
import type { Run } from "../verdicts/verify.js";

/** A request as a line for a shell, which takes the secrets from environment variables. */
export function toCurl({ verification: { target, plan }, leaks }: Run, probe: Probe): string {
  const headers = Object.entries(probe.headers).map(([name, value]) => {
    if (name !== security.header) return `-H ${quote(`${name}: ${value}`)}`;
    const shell = probe.shellKey ?? (value === `Token ${plan.apiKey}` ? "Token $HAMSA_API_KEY" : undefined);
    return shell === undefined ? `-H ${quote(`${name}: ${value}`)}` : `-H "${name}: ${shell}"`;
  });
  const body = probe.body === undefined ? [] : [`--data-raw ${quoteBody(probe.body, plan.params)}`];
  const url = `${target.replace(/\/$/, "")}${probe.path}`;
  return leaks.mask(["curl -i", `-X ${probe.method}`, quote(url), ...headers, ...body].join(" "));
}

/** The argument that runs one check. Some ids have brackets or a question mark, which a shell would expand. */
export function onlyOption({ id }: Pick<Check, "id">): string {
  return `--only ${/^[\w./-]+$/.test(id) ? id : quote(id)}`;
}

/** In single quotes, which keep everything as it is. */
function quote(text: string): string {
  return `'${escapeQuotes(text)}'`;
}

function escapeQuotes(text: string): string {
  return text.replaceAll("'", `'\\''`);
}

/** In single quotes, except the secrets: `"twilioAuthToken":"'"$TWILIO_AUTH_TOKEN"'"`. */
function quoteBody(body: string, params: Plan["params"]): string {
  const messages = [...subjects.map(({ synthetic }) => Object(synthetic.body)), params ?? {}];
  return secretProperties.reduce((quoted, { name }) => {
    const variable = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    const values = messages
      .map((message) => message[name])
      .filter((value): value is string => typeof value === "string" && value !== "");
    return values.reduce((text, value) => {
      const written = escapeQuotes(JSON.stringify(value).slice(1, -1));
      return text.replaceAll(written, () => `'"$${variable}"'`);
    }, quoted);
  }, quote(body));
}
