// Everything that the reference page shows in addition to the description, added while the page is built, so
// the description itself contains no guide, no samples and nothing about the page.
import { readFileSync } from "node:fs";
import { provenance } from "./provenance.js";

const fromRoot = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8").trim();

/** The page begins with what the routes do, then a first request, then the operations. */
const Guide = ({ guide, firstRequest }) => ({
  Info(info) {
    const request = `\`\`\`sh\n${fromRoot(firstRequest)}\n\`\`\``;
    const parts = [split(info.description).introduction, fromRoot(guide), request];
    info.description = parts.map((part) => part.trim()).join("\n\n");
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
      section("Errors and outcomes", fromRoot(outcomes).replace(/^## .*\n/, "")),
      section("Where each fact comes from", `${provenance.trim()}\n\n${sourceTable.trim()}`),
    ];
  },
  Operation(operation) {
    delete operation.tags;
  },
});

const section = (name, description) => ({ name, description, "x-traitTag": true });

/** The introduction of the description ends where its text about provenance begins. */
function split(description) {
  const at = description.search(/^.*`x-provenance`/m);
  if (at === -1) throw new Error("info.description must have a paragraph about `x-provenance`.");
  return { introduction: description.slice(0, at), provenance: description.slice(at) };
}

/** Each sample is a file that a test runs. */
const Samples = ({ directory, files }) => ({
  Operation(operation) {
    operation["x-codeSamples"] = files.map(({ file, lang, label }) => {
      return { lang, label, source: fromRoot(`${directory}/${operation.operationId}/${file}`) };
    });
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

export default () => ({
  id: "page",
  decorators: {
    oas3: { provenance, appendix: Appendix, guide: Guide, samples: Samples, "secret-placeholders": SecretPlaceholders },
  },
});
