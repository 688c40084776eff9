import { constraintsOfSchema } from "../../../openapi/rules.js";
import { LEVELS } from "../../../openapi/vocabulary.js";

/** What a reader would call a constraint, if the keyword itself is not a word. */
const IN_WORDS = {
  minLength: "minimum length",
  const: "value",
  in: "place",
  "x-echoes": "same as in the request",
  "x-not-before": "order of times",
  "x-identifies": "one per page",
  "x-same-as": "same as when registered",
};

/** Writes `x-provenance` in words at the end of each description, because readers don't see extensions. */
export const provenance = () => {
  const before = new WeakMap();

  /** Appends to a description once, even if several references lead to it. */
  function describe(node, levels, original = node) {
    if (before.has(node)) return;
    const description = before.get(original) ?? original.description ?? "";
    before.set(node, description);
    node.description = `${description.trim()}\n\nProvenance: ${inWords(levels)}.`.trim();
  }

  return {
    Schema(schema, { resolve }) {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        const { node } = resolve(property);
        describe(property, [...ofRequired(schema, name), ...ofSchema(node)], node);
      }
      describe(schema, ofSchema(schema));
    },
    Header(header) {
      describe(header, ofSchema(header.schema));
      before.set(header.schema, ""); // the header already shows it
    },
    Parameter(parameter) {
      describe(parameter, ofSchema(parameter.schema));
      before.set(parameter.schema, ""); // the parameter already shows it
    },
    Response: (response) => describe(response, levelsOf(["status", "content"], response)),
    RequestBody: (body) => describe(body, levelsOf(["required", "content"], body)),
    SecurityScheme: (scheme) => describe(scheme, levelsOf(["type", "in", "name"], scheme)),
  };
};

/** The constraints on a value. Which fields are required is shown with each field. */
function ofSchema(schema) {
  const constraints = constraintsOfSchema(schema).filter((name) => name !== "required");
  return levelsOf(constraints.length > 0 ? constraints : ["the field"], schema);
}

function ofRequired({ required = [], "x-provenance": levels }, name) {
  if (!required.includes(name)) return [];
  return [["required", levels?.required?.[name] ?? levels?.required ?? levels]];
}

function levelsOf(constraints, { "x-provenance": levels }) {
  return constraints.map((name) => [name, typeof levels === "string" ? levels : levels[name]]);
}

/** "`documented` type · `twilio` pattern", strongest level first. */
function inWords(levels) {
  return LEVELS.flatMap((level) => {
    const names = levels.filter(([, each]) => each === level).map(([name]) => IN_WORDS[name] ?? name);
    return names.length > 0 ? [`\`${level}\` ${names.join(", ")}`] : [];
  }).join(" · ");
}
