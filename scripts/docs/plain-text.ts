import type { Schema } from "../../openapi/read.js";
import type { Described, Shown, ShownBody, ShownMedia, ShownOperation, ShownParameter } from "./shown.js";

/** Keywords that are shown otherwise: as words, as nesting, or in the description. */
const SHOWN_OTHERWISE = new Set(["type", "required", "properties", "items", "description", "examples", "writeOnly"]);

/** The page as Markdown for machine readers, in the manner of llms.txt. */
export function plainText({ info, servers, paths, components, tags }: Shown): string {
  const told = new Set<string>();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      operationText(`${method.toUpperCase()} ${path}`, operation, told),
    ),
  );
  const authentication = Object.values(components.securitySchemes).map(oneLine);
  return `${[
    `# ${info.title} ${info.version}`,
    `> ${info.summary}`,
    info.description,
    `Server: ${servers.map(({ url }) => url).join(", ")}`,
    `## Authentication\n\n${authentication.join("\n\n")}`,
    ...operations,
    ...tags.filter(({ name }) => name !== "").map(({ name, description }) => `## ${name}\n\n${description.trim()}`),
  ].join("\n\n")}\n`;
}

/** Operations share their errors: what was told already is not told again. */
function operationText(route: string, operation: ShownOperation, told: Set<string>): string {
  const { summary, description, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses).map(([status, body]) => {
    const text = bodyText(`Answer ${status}`, body);
    return told.size < told.add(text).size ? text : `### Answer ${status}\n\nAs above.`;
  });
  const samples = operation["x-codeSamples"].map(({ lang, label, source }) =>
    [`#### ${label}`, fenced(lang.toLowerCase(), source)].join("\n\n"),
  );
  return [
    `## ${summary}: \`${route}\``,
    description.trim(),
    ...(parameters ? [`### Query\n\n${parameters.map(parameterText).join("\n")}`] : []),
    ...(requestBody ? [bodyText("Request", requestBody)] : []),
    ...answers,
    "### Samples",
    ...samples,
  ].join("\n\n");
}

function parameterText({ schema, required = false, ...parameter }: ShownParameter): string {
  return `- \`${parameter.name}\` (${traitsOf(schema, required)}): ${oneLine(parameter)}`;
}

function bodyText(heading: string, body: ShownBody): string {
  const headers = Object.entries(body.headers ?? {}).map(([name, header]) => `- \`${name}\`: ${oneLine(header)}`);
  const media = Object.entries(body.content).map(([type, each]) => mediaText(type, each));
  return [`### ${heading}`, oneLine(body), ...(headers.length > 0 ? ["Headers:", ...headers] : []), ...media].join(
    "\n\n",
  );
}

function mediaText(type: string, { schema, examples }: ShownMedia): string {
  const shown = Object.values(examples).map(
    ({ summary, value }) => `${summary}:\n\n${fenced("json", JSON.stringify(value, null, 2))}`,
  );
  return [`\`${type}\`, fields:`, fieldsText(schema).join("\n"), ...shown].join("\n\n");
}

/** One line for each field, those of an object or of a list's items beneath it. */
function fieldsText({ properties = {}, required = [] }: Schema, indent = ""): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const traits = traitsOf(field, required.includes(name));
    const line = `${indent}- \`${name}\` (${traits}): ${oneLine(field as Partial<Described>)}`;
    return [line, ...fieldsText(field.items ?? field, `${indent}  `)];
  });
}

/** What is said of a field before its description: `string, required, format \`uuid\``. */
function traitsOf(field: Schema, isRequired: boolean): string {
  const limits = Object.entries(field).filter(
    ([keyword]) => !SHOWN_OTHERWISE.has(keyword) && !keyword.startsWith("x-"),
  );
  return [
    [field.type ?? "any type"].flat().join(" or "),
    isRequired ? "required" : "optional",
    ...(field.writeOnly === true ? ["write-only"] : []),
    ...limits.map(([keyword, limit]) => `${keyword} \`${limit}\``),
  ].join(", ");
}

function oneLine({ description = "" }: Partial<Described>): string {
  return description.trim().replace(/\s+/g, " ");
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}
