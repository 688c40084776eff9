import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";

/** What the files in a folder must not import, and why. */
interface Rule {
  readonly folder: string;
  /** The files that the rule is not for. */
  readonly except?: RegExp;
  readonly never: RegExp;
  readonly because: string;
}

/** The files that each file imports, from the project's root. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** In `src/verify`, imports go one way: from a later folder to an earlier one. */
const FOLDERS = ["operations", "probes", "exchange", "checks", "verdicts", "reports"];

const RULES: readonly Rule[] = [
  { folder: "openapi/", never: /^(?!openapi\/)\w[\w-]*\//, because: "openapi/ imports only its own files" },
  {
    folder: "src/",
    never: /^(?:contract-tests|scripts)\//,
    because: "everything that is published is in src/, openapi/ and generated/",
  },
  {
    folder: "src/client/",
    never: /^(?:openapi\/|src\/(?:attempts|verify|command)\b)/,
    because: "the client imports only generated/ and openapi-fetch",
  },
  {
    folder: "src/client/",
    never: /^node:/,
    because: "the client also runs without Node, so use what the web platform has",
  },
  {
    folder: "src/attempts/",
    never: /^(?:generated|openapi|src\/(?:client|verify|command))\/|^(?!\w[\w-]*\/|node:)/,
    because: "a store takes only types from src/index.ts, and no package",
  },
  {
    folder: "src/verify/",
    never: /^src\/(?:client|command)\//,
    because: "the engine uses the client through src/index.ts, as a user would, and never the command",
  },
  {
    folder: "src/command/",
    never: /^src\/client\//,
    because: "the command uses the client through src/index.ts, as a user would",
  },
  {
    folder: "contract-tests/",
    except: /\.test\.ts$/,
    never: /^scripts\//,
    because: "scripts/ may import it, so only a test may import the script that it is about",
  },
  {
    folder: "contract-tests/",
    never: /^src\/client\//,
    because: "tests use the client through src/index.ts, as a user would",
  },
  ...FOLDERS.slice(0, -1).map((folder, index) => ({
    folder: `src/verify/${folder}/`,
    never: new RegExp(`^src/verify/(?:${FOLDERS.slice(index + 1).join("|")})/`),
    because: `imports go one way: ${FOLDERS.join(" <- ")}`,
  })),
];

/** Lists the imports that break a rule, and the circles. */
export async function findImportProblems(): Promise<string | undefined> {
  const imports = await readImports(["openapi", "src", "contract-tests", "scripts"]);
  const problems = [...findBrokenRules(imports), ...findCircles(imports)];
  return problems.length === 0 ? undefined : problems.join("\n");
}

async function readImports(folders: readonly string[]): Promise<Imports> {
  const paths = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((file) => posix.join(folder, file))),
  );
  const files = paths
    .flat()
    .filter((file) => /\.[tj]s$/.test(file) && !/\/(?:node_modules|consumer|samples)\//.test(file))
    .sort();
  return new Map(
    await Promise.all(files.map(async (file) => [file, parseImports(file, await readFile(file, "utf8"))] as const)),
  );
}

function parseImports(file: string, text: string): string[] {
  const names = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) => name);
  return names.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(file), name) : name));
}

function findBrokenRules(imports: Imports): string[] {
  return [...imports].flatMap(([file, names]) =>
    RULES.filter(({ folder, except }) => file.startsWith(folder) && !except?.test(file)).flatMap(({ never, because }) =>
      names.filter((name) => never.test(name)).map((name) => `${file} imports ${name}: ${because}`),
    ),
  );
}

/** Follows the imports depth first, types included, and reports each that leads back to a file on the way. */
function findCircles(imports: Imports): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push(`a circle: ${[...path.slice(path.indexOf(file)), file].join(" -> ")}`);
    if (done.has(file)) return;
    done.add(file);
    for (const name of imports.get(file) ?? []) follow(name.replace(/\.js$/, ".ts"), [...path, file]);
  };
  for (const file of imports.keys()) follow(file, []);
  return circles;
}
