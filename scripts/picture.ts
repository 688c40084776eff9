import { readFile, writeFile } from "node:fs/promises";
import { CommandError, runScript } from "./support/cli.js";

/** Recorded by `npm run test:package -- session`. */
const SESSION = ".output/add-session.txt";
const PICTURE = ".github/add-session.svg";

const LINE = 22;
const CHARACTER = 8.45;

// The README's picture of a session of `add`, drawn from its recording.
await runScript(async () => {
  const session = await readFile(SESSION, "utf8").catch(() => {
    throw new CommandError(`There is no ${SESSION}: npm run test:package -- session records it.`);
  });
  await writeFile(PICTURE, drawn(session.trimEnd().split("\n")));
  console.log(`${PICTURE} shows the session of ${SESSION}.`);
});

function drawn(lines: readonly string[]): string {
  const width = Math.ceil(Math.max(...lines.map(({ length }) => length)) * CHARACTER) + 32;
  const height = lines.length * LINE + 28;
  const text = lines.map((line, index) => `  <text x="16" y="${32 + index * LINE}">${escaped(line)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img">
  <title>A session of hamsa-twilio add</title>
  <rect width="100%" height="100%" rx="8" fill="#16202c"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">
${text.join("\n")}
  </g>
</svg>
`;
}

/** Spaces are kept as what no renderer takes away. */
function escaped(line: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    " ": "&#160;",
  };
  return line.replace(/[&<>" ]/g, (character) => entities[character] ?? character);
}
