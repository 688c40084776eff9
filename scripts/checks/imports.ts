import { readdir, readFile } from "node:fs/promises";
import { posix } from "node:path";

/** What the files in a folder must not import, and why. */
interface Rule {
  readonly folder: string;
  readonly never: RegExp;
  readonly because: string;
}

/** Within `src/verify`, imports go one way: from the later room to the earlier. */
const ROOMS = ["operations", "probes", "exchange", "checks", "verdicts", "reports"];

const RULES: readonly Rule[] = [
  { folder: "openapi/", never: /^(?!openapi\/)\w[\w-]*\//, because: "openapi/ imports nothing of ours" },
  {
    folder: "src/",
    never: /^(?:contract-tests|scripts)\//,
    because: "what is published is in src/, openapi/ and generated/",
  },
  {
    folder: "src/client/",
    never: /^(?:openapi|src\/(?:verify|command))\//,
    because: "the client imports only generated/ and openapi-fetch",
  },
  {
    folder: "src/client/",
    never: /^node:/,
    because: "the client runs where there is no Node: use what the web platform has",
  },
  {
    folder: "src/verify/",
    never: /^src\/(?:client|command)\//,
    because: "the engine uses the client through src/index.ts, as a user would, and knows no command",
  },
  {
    folder: "src/command/",
    never: /^src\/client\//,
    because: "the command uses the client through src/index.ts, as a user would",
  },
  { folder: "contract-tests/", never: /^scripts\//, because: "nothing imports scripts/" },
  {
    folder: "contract-tests/",
    never: /^src\/client\//,
    because: "tests use the client through src/index.ts, as a user would",
  },
  ...ROOMS.slice(0, -1).map((room, index) => ({
    folder: `src/verify/${room}/`,
    never: new RegExp(`^src/verify/(?:${ROOMS.slice(index + 1).join("|")})/`),
    because: `imports go one way: ${ROOMS.join(" <- ")}`,
  })),
];

/** Names every import that breaks one of the rules. */
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
        RULES.filter(({ folder, never }) => file.startsWith(folder) && never.test(imported)).map(
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
