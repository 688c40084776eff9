// Our own Redocly lint rules: every constraint names the level of its source, every response has an
// example, and secrets are marked.

import { isConstraint, isRelation, LEVELS } from "./vocabulary.js";

const SECRET_NAME = /(?:token|secret|password)$/i;

const isLevel = (value) => LEVELS.includes(value);

/** Finds constraints without a level, and levels without a constraint. */
function findMismatches(constraints, provenance) {
  if (isLevel(provenance)) return [];
  if (typeof provenance !== "object" || provenance === null) {
    return [`must have x-provenance: one of ${LEVELS.join(", ")}, or one for each of: ${constraints.join(", ")}`];
  }
  return [
    ...constraints.filter((name) => !(name in provenance)).map((name) => `x-provenance has no level for ${name}`),
    ...Object.keys(provenance)
      .filter((name) => !constraints.includes(name))
      .map((name) => `x-provenance has a level for ${name}, which is not a constraint here`),
  ];
}

/** Like `findMismatches`, but `required` may also have one level per field. */
function findProblems(constraints, node) {
  const provenance = node["x-provenance"];
  const problems = findMismatches(constraints, provenance);
  if (typeof provenance !== "object" || provenance === null) return problems;
  for (const [name, level] of Object.entries(provenance)) {
    if (isLevel(level)) continue;
    if (name === "required" && Array.isArray(node.required) && typeof level === "object") {
      problems.push(...findMismatches(node.required, level));
      continue;
    }
    problems.push(`x-provenance of ${name} is ${JSON.stringify(level)}, not one of ${LEVELS.join(", ")}`);
  }
  return problems;
}

/** The keywords of a schema that need a level. */
export function constraintsOfSchema(schema) {
  return Object.keys(schema).filter((name) => isConstraint(name) || isRelation(name));
}

const ConstraintHasProvenance = () => {
  const reportEach = (constraintsOf) => ({
    enter(node, { report, location }) {
      for (const message of findProblems(constraintsOf(node), node)) report({ message, location });
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
        message: "Add a named example to this response. Without one Prism makes up a body.",
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
        message: "Remove format: password, which makes testers ignore minLength. x-secret already marks a secret.",
        location,
      });
    }
    if (!secret && SECRET_NAME.test(String(key))) {
      report({
        message: `${key} is named like a secret. Mark it x-secret: true and writeOnly: true.`,
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
