// What the reference page shows besides the description, put into it while the page is built: the
// description itself stays free of guide, samples and page matters.
import { readFileSync } from "node:fs";
import { provenance } from "./provenance.js";

const fromRoot = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8").trim();

/** The page's order: what the route does, a first request, then the operation itself. */
const Guide = ({ guide, firstRequest }) => ({
  Info(info) {
    const request = `\`\`\`sh\n${fromRoot(firstRequest)}\n\`\`\``;
    const texts = [split(info.description).introduction, fromRoot(guide), request];
    info.description = texts.map((text) => text.trim()).join("\n\n");
  },
});

/** What only some readers want comes last: errors and outcomes, and where each fact comes from. */
const Appendix = ({ outcomes, sources }) => ({
  Root(root) {
    const [, listed] = /^## Sources\n(.*?)(?=\n## )/ms.exec(fromRoot(sources));
    const { provenance } = split(root.info.description);
    root.tags = [
      // Untagged operations stand where this name does.
      { name: "" },
      section("Errors and outcomes", fromRoot(outcomes).replace(/^## .*\n/, "")),
      section("Where each fact comes from", `${provenance.trim()}\n\n${listed.trim()}`),
    ];
  },
  Operation(operation) {
    delete operation.tags;
  },
});

const section = (name, description) => ({ name, description, "x-traitTag": true });

/** The introduction of the description ends where it begins to speak of its provenance. */
function split(description) {
  const at = description.indexOf("Every constraint carries");
  if (at === -1) throw new Error('info.description must say "Every constraint carries x-provenance"');
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

/** A secret is shown as the placeholder that its schema gives, whatever an example says. */
const MaskedSecrets = () => ({
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
    oas3: { provenance, appendix: Appendix, guide: Guide, samples: Samples, "masked-secrets": MaskedSecrets },
  },
});
