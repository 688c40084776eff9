// Redocly lint rules of our own: what makes this description trustworthy is that every
// constraint says who says so (README.md), every answer shows itself, and secrets are marked.

import { isConstraint, isRelation, LEVELS } from "./vocabulary.js";

const SECRET_NAME = /(?:token|secret|password)$/i;

const isLevel = (value) => LEVELS.includes(value);

/** The constraints of an object that `x-provenance` does not cover, and the entries that cover nothing. */
function mismatches(constraints, provenance) {
  if (isLevel(provenance)) return [];
  if (typeof provenance !== "object" || provenance === null) {
    return [`must have x-provenance: one of ${LEVELS.join(", ")}, or one for each of: ${constraints.join(", ")}`];
  }
  return [
    ...constraints.filter((name) => !(name in provenance)).map((name) => `x-provenance says nothing of ${name}`),
    ...Object.keys(provenance)
      .filter((name) => !constraints.includes(name))
      .map((name) => `x-provenance names ${name}, which is no constraint here`),
  ];
}

/** `required` may give a level for each field that it names. */
function provenanceProblems(constraints, node) {
  const provenance = node["x-provenance"];
  const problems = mismatches(constraints, provenance);
  if (typeof provenance !== "object" || provenance === null) return problems;
  for (const [name, level] of Object.entries(provenance)) {
    if (isLevel(level)) continue;
    if (name === "required" && Array.isArray(node.required) && typeof level === "object") {
      problems.push(...mismatches(node.required, level));
      continue;
    }
    problems.push(`x-provenance of ${name} is ${JSON.stringify(level)}, not one of ${LEVELS.join(", ")}`);
  }
  return problems;
}

/** The keywords of a schema that somebody must answer for. */
export function constraintsOfSchema(schema) {
  return Object.keys(schema).filter((name) => isConstraint(name) || isRelation(name));
}

const ConstraintHasProvenance = () => {
  const reportEach = (constraintsOf) => ({
    enter(node, { report, location }) {
      for (const message of provenanceProblems(constraintsOf(node), node)) report({ message, location });
    },
  });
  return {
    Schema: reportEach(constraintsOfSchema),
    Response: reportEach(() => ["status", "content"]),
    RequestBody: reportEach(() => ["required", "content"]),
    SecurityScheme: reportEach(() => ["type", "in", "name"]),
  };
};

const ResponseHasExample = () => ({
  Response(response, { report, location }) {
    for (const [mediaType, { examples }] of Object.entries(response.content ?? {})) {
      if (Object.keys(examples ?? {}).length > 0) continue;
      report({
        message: "Give this answer a named example: without one Prism makes up a body that no reader expects.",
        location: location.child(["content", mediaType]),
      });
    }
  },
});

const SecretIsWriteOnly = () => ({
  Schema(schema, { report, location, key }) {
    const secret = schema["x-secret"] === true;
    if (secret && schema.writeOnly !== true) report({ message: "A secret must be writeOnly.", location });
    if (secret && schema.format === "password") {
      report({
        message: "format: password makes testers overlook minLength; x-secret marks a secret.",
        location,
      });
    }
    if (!secret && SECRET_NAME.test(String(key))) {
      report({
        message: `${key} is named like a secret: mark it x-secret: true and writeOnly: true.`,
        location,
      });
    }
  },
});

export default () => ({
  id: "hamsa",
  rules: {
    oas3: {
      "constraint-has-provenance": ConstraintHasProvenance,
      "response-has-example": ResponseHasExample,
      "secret-is-write-only": SecretIsWriteOnly,
    },
  },
});
