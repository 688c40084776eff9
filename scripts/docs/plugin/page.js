// What the reference page shows besides the description, put into it while the page is built: the
// description itself stays free of guide, samples and page matters.
import { readFileSync } from "node:fs";
import { provenance } from "./provenance.js";

const fromRoot = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8").trim();

/** The guide, its first request, the table of outcomes and the list of sources follow the description's own introduction. */
const Guide = ({ guide, firstRequest, outcomes, sources }) => ({
  Info(info) {
    const request = `\`\`\`sh\n${fromRoot(firstRequest)}\n\`\`\``;
    const [, listed] = /^(## Sources\n.*?)(?=\n## )/ms.exec(fromRoot(sources));
    const texts = [info.description, fromRoot(guide), request, fromRoot(outcomes), listed];
    info.description = texts.map((text) => text.trim()).join("\n\n");
  },
});

/** Each sample is a file that a test runs. */
const Samples = ({ files }) => ({
  Operation(operation) {
    operation["x-codeSamples"] = files.map(({ file, lang, label }) => ({ lang, label, source: fromRoot(file) }));
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

/** Redoc folds the operations of a tag away until asked; a page of one route has nothing to fold. */
const Unfolded = () => ({
  Root(root) {
    delete root.tags;
  },
  Operation(operation) {
    delete operation.tags;
  },
});

export default () => ({
  id: "page",
  decorators: {
    oas3: { provenance, guide: Guide, samples: Samples, "masked-secrets": MaskedSecrets, unfolded: Unfolded },
  },
});
