import type { JsonSchema } from "../../openapi/read.js";
import type { Described, PageBody, PageMedia, PageModel, PageOperation, PageParameter } from "./page-model.js";

/** Keywords that are not printed as limits: they appear as words, as nesting, or in the description. */
const NOT_LIMITS = new Set(["type", "required", "properties", "items", "description", "examples", "writeOnly"]);

/** A file that a reader may want next. */
export interface Link {
  readonly title: string;
  readonly url: string;
  readonly about: string;
}

/** The page as Markdown for machine readers, in the form of llms.txt. */
export function plainText({ info, servers, paths, components, tags }: PageModel, links: readonly Link[]): string {
  const printed = new Set<string>();
  const [introduction = "", ...guide] = info.description.split("\n\n## ");
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      operationText(`${method.toUpperCase()} ${path}`, operation, printed),
    ),
  );
  const authentication = Object.values(components.securitySchemes).map(oneLine);
  return `${[
    `# ${info.title} ${info.version}`,
    `> ${info.summary}`,
    introduction,
    `## Links\n\n${links.map(({ title, url, about }) => `- [${title}](${url}): ${about}`).join("\n")}`,
    ...guide.map((section) => `## ${section}`),
    `## Authentication\n\nServer: ${servers.map(({ url }) => url).join(", ")}`,
    ...authentication,
    ...operations,
    ...tags.filter(({ name }) => name !== "").map(({ name, description }) => `## ${name}\n\n${plainTags(description)}`),
  ].join("\n\n")}\n`;
}

/** Operations share their errors: a response that is already printed is not repeated. */
function operationText(route: string, operation: PageOperation, printed: Set<string>): string {
  const { summary, description, parameters, requestBody, responses } = operation;
  const responseParts = Object.entries(responses).map(([status, body]) => {
    const text = bodyText(`Response ${status}`, body);
    return printed.size < printed.add(text).size ? text : `### Response ${status}\n\nAs above.`;
  });
  const samples = operation["x-codeSamples"].map(({ lang, label, source }) =>
    [`#### ${label}`, fence(lang.toLowerCase(), source)].join("\n\n"),
  );
  return [
    `## ${summary}: \`${route}\``,
    description.trim(),
    ...(parameters ? [`### Query\n\n${parameters.map(parameterText).join("\n")}`] : []),
    ...(requestBody ? [bodyText("Request", requestBody)] : []),
    ...responseParts,
    "### Samples",
    ...samples,
  ].join("\n\n");
}

function parameterText({ schema, required = false, ...parameter }: PageParameter): string {
  return `- \`${parameter.name}\` (${traitsOf(schema, required)}): ${oneLine(parameter)}`;
}

function bodyText(heading: string, body: PageBody): string {
  const headers = Object.entries(body.headers ?? {}).map(([name, header]) => `- \`${name}\`: ${oneLine(header)}`);
  const media = Object.entries(body.content).map(([type, each]) => mediaText(type, each));
  return [`### ${heading}`, oneLine(body), ...(headers.length > 0 ? ["Headers:", ...headers] : []), ...media].join(
    "\n\n",
  );
}

function mediaText(type: string, { schema, examples }: PageMedia): string {
  const exampleParts = Object.values(examples).map(
    ({ summary, value }) => `${summary}:\n\n${fence("json", JSON.stringify(value, null, 2))}`,
  );
  return [`\`${type}\`, fields:`, fieldsText(schema).join("\n"), ...exampleParts].join("\n\n");
}

/** One line for each field; the fields of an object, or of a list's items, are indented below it. */
function fieldsText({ properties = {}, required = [] }: JsonSchema, indent = ""): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const traits = traitsOf(field, required.includes(name));
    const line = `${indent}- \`${name}\` (${traits}): ${oneLine(field as Partial<Described>)}`;
    return [line, ...fieldsText(field.items ?? field, `${indent}  `)];
  });
}

/** The part of a line between a field's name and its description: `string, required, format \`uuid\``. */
function traitsOf(field: JsonSchema, isRequired: boolean): string {
  const limits = Object.entries(field).filter(([keyword]) => !NOT_LIMITS.has(keyword) && !keyword.startsWith("x-"));
  return [
    [field.type ?? "any type"].flat().join(" or "),
    isRequired ? "required" : "optional",
    ...(field.writeOnly === true ? ["write-only"] : []),
    ...limits.map(([keyword, limit]) => `${keyword} \`${limit}\``),
  ].join(", ");
}

function oneLine({ description = "" }: Partial<Described>): string {
  const [meaning = "", ...tags] = description.split(/\s+(?=\[[◆◇] )/);
  return plainTags([meaning, ...(tags.length > 0 ? ["Provenance:"] : []), ...tags].join(" ")).replace(/\s+/g, " ");
}

/** The page's tags link to a section of the page. Here they are only words. */
function plainTags(text: string): string {
  return text.trim().replace(/\[[◆◇] (\w+)\]\([^)]*\)/g, "`$1`");
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``;
}
