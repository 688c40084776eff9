import { constraintsOfSchema } from "../../../openapi/rules.js";
import { isBreach, LEVELS } from "../../../openapi/vocabulary.js";

/** The section that explains the levels; each tag links to it. */
const SECTION = "#/where-each-fact-comes-from";

/** A filled mark is a rule that breaks the contract, a hollow one is advice. */
const markOf = (level) => (isBreach(level) ? "◆" : "◇");

const tagOf = (level) => `[${markOf(level)} ${level}](${SECTION})`;

const tagsOf = (levels) => levels.map(tagOf).join(" ");

export const LEGEND = `Each field has a small tag for the source of its rules. ${tagsOf(LEVELS.filter(isBreach))} are rules of
the API: a server that breaks one breaks the contract. ${tagsOf(LEVELS.filter((level) => !isBreach(level)))} are advice.`;

/** What a reader would call a constraint, if the keyword itself is not a word. */
const IN_WORDS = {
  minLength: "minimum length",
  const: "value",
  in: "place",
  "x-echoes": "echo",
  "x-not-before": "order",
  "x-identifies": "one per page",
  "x-same-as": "same as when registered",
};

/** Adds a tag for each level of `x-provenance` to each description, because readers don't see extensions. */
export const provenance = () => {
  const before = new WeakMap();

  /** Appends to a description once, even if several references lead to it. */
  function describe(node, levels, original = node) {
    if (before.has(node)) return;
    const description = before.get(original) ?? original.description ?? "";
    before.set(node, description);
    node.description = `${[description.trim(), relationsOf(original)].join(" ").trim()}\n\n${inTags(levels)}`.trim();
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

/** The relations of a field, as sentences. */
function relationsOf({ description = "", ...schema }) {
  const { "x-echoes": echoed, "x-not-before": earlier, "x-identifies": identified, "x-same-as": same } = schema;
  return [
    ...(echoed ? [`The same value as \`${echoed}\` in the request.`] : []),
    ...(earlier && !description.includes(`\`${earlier}\``) ? [`Never before \`${earlier}\`.`] : []),
    ...(identified ? ["No two items of a page have the same value."] : []),
    ...(same?.property ? [`The same as \`${same.property}\` in the response of \`${same.operation}\`.`] : []),
    ...(same?.value ? [`\`${same.value}\` if the number was registered by \`${same.operation}\`.`] : []),
  ].join(" ");
}

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

/** "◆ documented type · ◇ twilio pattern", strongest level first. A level that covers everything needs no list. */
function inTags(levels) {
  const used = LEVELS.filter((level) => levels.some(([, each]) => each === level));
  if (used.length === 1) return tagsOf(used);
  return used
    .map((level) => {
      const names = levels.filter(([, each]) => each === level).map(([name]) => IN_WORDS[name] ?? name);
      return `${tagOf(level)} ${names.join(", ")}`;
    })
    .join(" · ");
}
