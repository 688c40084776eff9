import { type Context, createContext, runInContext } from "node:vm";
import { CommandFailed } from "../support/command-failed.js";
import { inWords } from "./in-words.js";

/**
 * Ajv's standalone code, rewritten to what a user of the client needs of it. For each constraint Ajv
 * writes ten lines that tell all there is to know of a failure: two thirds of the code, and of what
 * everybody downloads. Here each is one line, which names the field and says in words what is wrong.
 */
export function compact(source: string): string {
  const constants = [...source.matchAll(/^const (schema\d+) = (.*);$/gm)];
  const scope = createContext(Object.fromEntries(constants.map(([, name, json]) => [name, JSON.parse(String(json))])));
  const brokenOnes = source.replace(BROKEN, (_, _name, pointer = "instancePath", keyword, params) => {
    const known = evaluated(params, scope);
    const missing = known.missingProperty === undefined ? "" : ` + ${JSON.stringify(`.${known.missingProperty}`)}`;
    return `fail(broken, ${dotted(pointer)}${missing}, ${JSON.stringify(inWords(keyword, known))});`;
  });
  const nested = brokenOnes.replace(REFERENCE, (_, validate, value, pointer = "instancePath") => {
    return `broken.push(...${validate}(${value}, ${dotted(pointer)}));`;
  });
  const code = REWRITES.reduce((text, [from, to]) => text.replace(from, to), nested);
  const strange = code.split("\n").find((line) => /\b(?:vErrors|instancePath)\b/.test(line));
  if (strange) throw new CommandFailed(`Teach scripts/generation/compact.ts what Ajv means by:\n${strange}`);
  return `const fail = (broken, field, message) => broken.push({ field, message });\n${code}`;
}

/** What Ajv writes for a constraint that does not hold. */
const BROKEN =
  /const (err\d+) = \{instancePath(?::(.+?))?,schemaPath:.+?,keyword:"(\w+)",params:(\{.*?\})\};\s*if\(vErrors === null\)\{\s*vErrors = \[\1\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}\s*errors\+\+;/g;

/** What Ajv writes for a schema that is a function of its own, since it refers to others. */
const REFERENCE =
  /if\(!\(([\w.]+)\(([^{}]+?), \{instancePath(?::(.+?))?,parentData:.+?\}\)\)\)\{\s*vErrors = .+?;\s*errors = vErrors\.length;\s*\}/g;

const REWRITES: readonly (readonly [RegExp, string])[] = [
  [
    /\(data, \{instancePath="".*\}=\{\}\)\{\s*let vErrors = null;\s*let errors = 0;/g,
    "(data, at){\nconst broken = [];",
  ],
  [/validate\d+\.errors = vErrors;\s*return errors === 0;/g, "return broken;"],
  // Within `not`, a failure is wanted and tells nothing.
  [/const (err\d+) = \{\};\s*if\(vErrors === null\)\{[^}]*\}\s*else \{[^}]*\}\s*errors\+\+;/g, "fail(broken);"],
  // Once one of several alternatives holds, what the others found is dropped.
  [/errors = (_errs\d+);\s*if\(vErrors !== null\)\{\s*if\(\1\)\{[^}]*\}\s*else \{[^}]*\}\s*\}/g, "broken.length = $1;"],
  [/\berrors\b(?!\.)/g, "broken.length"],
  // Whether a text has any character is told without counting them.
  [/func\d+\((\w+)\) < 1\b/g, "$1.length < 1"],
  [/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "(text) => [...text].length"],
];

/** The parameters of a constraint, as far as they stand in the description and not in the value. */
function evaluated(params: string, scope: Context): Record<string, unknown> {
  try {
    return runInContext(`(${params})`, scope);
  } catch {
    return {};
  }
}

/** A JSON pointer, as Ajv adds one up, as a path with dots. */
function dotted(pointer: string): string {
  return pointer
    .replace("instancePath", "at")
    .replace(/"[^"]*"/g, (text) => text.replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~"));
}
