import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";

/** What files beneath a folder may not import, and why. `{}` stands for the folder itself. */
interface Rule {
  readonly of: string;
  readonly never: RegExp;
  readonly because: string;
}

/** Within these folders imports go one way: from the later to the earlier. */
const ORDERED: Readonly<Record<string, readonly string[]>> = {
  src: ["errors", "options", "transport", "outcome", "operations"],
  "contract-tests/provider": ["operations", "probes", "exchange", "reading", "checks", "verdicts", "report", "command"],
};

const RULES: readonly Rule[] = [
  { of: "openapi/", never: /^(?!openapi\/)\w[\w-]*\//, because: "openapi/ imports nothing of ours" },
  {
    of: "src/",
    never: /^(?:openapi|contract-tests|scripts)\//,
    because: "src/ imports generated/ and openapi-fetch alone",
  },
  { of: "src/", never: /^node:/, because: "src/ runs where there is no Node: use what the web platform has" },
  {
    of: "contract-tests/",
    never: /^scripts\//,
    because: "nothing imports scripts/: move what is shared to contract-tests/support",
  },
  { of: "contract-tests/", never: /^src\/(?!(?:index|testing)\.js$)/, because: "import src/index.js, as a user would" },
  {
    of: "scripts/",
    never: /^contract-tests\/(?!support\/|provider\/)/,
    because: "scripts/ may use contract-tests/support and contract-tests/provider",
  },
  ...Object.entries(ORDERED).flatMap(([folder, parts]) =>
    parts.slice(0, -1).map((part, index) => ({
      of: `${folder}/${part}/`,
      never: new RegExp(`^${folder}/(?:${parts.slice(index + 1).join("|")})/`),
      because: `imports go one way: ${parts.join(" <- ")}`,
    })),
  ),
];

/** Names every import that goes against the order of the house. */
export async function importProblem(): Promise<string | undefined> {
  const folders = ["openapi", "src", "contract-tests", "scripts"];
  const found = await Promise.all(
    folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((file) => posix.join(folder, file))),
  );
  const files = found
    .flat()
    .filter((file) => /\.[tj]s$/.test(file) && !/\/(?:node_modules|consumer|samples)\//.test(file));
  const problems = await Promise.all(
    files.map(async (file) =>
      importsOf(file, await readFile(file, "utf8")).flatMap((imported) =>
        RULES.filter(({ of, never }) => file.startsWith(of) && never.test(imported)).map(
          ({ because }) => `${file} imports ${imported}: ${because}`,
        ),
      ),
    ),
  );
  return problems.flat().length === 0 ? undefined : problems.flat().sort().join("\n");
}

/** What a file imports, from the root. */
function importsOf(file: string, text: string): string[] {
  const named = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) => name);
  return named.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(file), name) : name));
}
