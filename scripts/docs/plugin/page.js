// Everything that the reference page shows in addition to the description, added while the page is built, so
// the description itself contains no guide, no samples and nothing about the page.
import { readFileSync } from "node:fs";
import { joinLines } from "./markdown.js";
import { LEGEND, provenance } from "./provenance.js";

const fromRoot = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8").trim();

/** The page begins with what the routes do, then a first request, then the operations. */
const Guide = ({ guide, samples }) => ({
  Info(info) {
    const text = fromRoot(guide).replace(/^<!-- sample (\S+?)\.(\w+) -->$/gm, (_, name, language) =>
      fenced(language, fromRoot(`${samples}/${name}.${language}`)),
    );
    info.description = `${split(info.description).introduction.trim()}\n\n${text}`;
  },
});

/** Last comes what only some readers need: errors and outcomes, and where each fact comes from. */
const Appendix = ({ outcomes, sources }) => ({
  Root(root) {
    const [, sourceTable] = /^## Sources\n(.*?)(?=\n## )/ms.exec(fromRoot(sources));
    const { provenance } = split(root.info.description);
    root.tags = [
      // Redoc puts untagged operations where this name is.
      { name: "" },
      section("Errors and outcomes", withoutDiagrams(fromRoot(outcomes).replace(/^## .*\n/, ""))),
      section("Where each fact comes from", [LEGEND, provenance.trim(), sourceTable.trim()].join("\n\n")),
    ];
  },
  Operation(operation) {
    delete operation.tags;
  },
});

const section = (name, description) => ({ name, description, "x-traitTag": true });

/** GitHub draws Mermaid diagrams, Redoc doesn't. */
const withoutDiagrams = (markdown) => markdown.replace(/^```mermaid\n.*?^```\n\n?/gms, "");

const fenced = (language, text) => `\`\`\`${language}\n${text.trim()}\n\`\`\``;

/** The introduction of the description ends where its text about provenance begins. */
function split(description) {
  const at = description.search(/^.*`x-provenance`/m);
  if (at === -1) throw new Error("info.description must have a paragraph about `x-provenance`.");
  return { introduction: description.slice(0, at), provenance: description.slice(at) };
}

/** Each operation begins with its method, its URL and its headers, authentication included. */
const RequestHead = () => ({
  Root({ servers, paths, components }, { resolve }) {
    const [, authorization] = /`(Authorization: [^`]+)`/.exec(components.securitySchemes.apiKey.description);
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const { node: body } = operation.requestBody ? resolve(operation.requestBody) : {};
        const lines = [
          `${method.toUpperCase()} ${path}`,
          `Host: ${new URL(servers[0].url).host}`,
          authorization,
          ...Object.keys(body?.content ?? {}).map((type) => `Content-Type: ${type}`),
        ];
        operation.description = `${fenced("http", lines.join("\n"))}\n\n${operation.description}`;
      }
    }
  },
});

/** Each sample is a file that a test runs. */
const Samples = ({ directory, files }) => ({
  Operation(operation) {
    operation["x-codeSamples"] = files.map(({ file, lang, label }) => {
      return { lang, label, source: fromRoot(`${directory}/${operation.operationId}/${file}`) };
    });
  },
});

/** Readers see the first example, so the well-formed one comes before the one with the page's placeholders. */
const WellFormedFirst = () => ({
  MediaType(media) {
    const { published, ...others } = media.examples ?? {};
    if (published !== undefined) media.examples = { ...others, published };
  },
});

/** Secrets in examples are replaced with the placeholder from their schema. */
const SecretPlaceholders = () => ({
  Root({ components }) {
    const properties = Object.values(components.schemas).flatMap((schema) => Object.entries(schema.properties ?? {}));
    const secrets = properties.filter(([, schema]) => schema["x-secret"]);
    for (const { value } of Object.values(components.examples)) {
      for (const [name, { examples }] of secrets) if (name in value) value[name] = examples[0];
    }
  },
});

/** Redoc's search drops line breaks, so a paragraph has to be one line. */
const JoinedLines = () => ({
  any: {
    leave(node) {
      if (typeof node?.description === "string") node.description = joinLines(node.description);
    },
  },
});

export default () => ({
  id: "page",
  decorators: {
    oas3: {
      provenance,
      appendix: Appendix,
      guide: Guide,
      "request-head": RequestHead,
      samples: Samples,
      "well-formed-first": WellFormedFirst,
      "secret-placeholders": SecretPlaceholders,
      "joined-lines": JoinedLines,
    },
  },
});
