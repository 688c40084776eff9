import { mutants } from "../contract-tests/verify/mutants/mutants.js";
import { REFERENCE_KEY, referenceProvider } from "../contract-tests/verify/reference/provider.js";
import { serve } from "../contract-tests/verify/reference/serve.js";
import { parseCommandLine, runScript, usageError } from "./support/cli.js";

const USAGE = `Usage: npm run provider [-- "MUTANT"]\n\nWithout MUTANT, the reference provider starts. npm run mutants lists all mutants.`;

/** Finds the mutant of that name; without a name, the reference provider. */
function findProvider(name: string | undefined) {
  if (name === undefined) return { title: "The reference provider", provider: referenceProvider() };
  const mutant = mutants.find((each) => each.name === name);
  if (mutant !== undefined) return { title: `A provider that ${name}`, provider: mutant.provider };
  const closest = mutants.filter((each) => each.name.includes(name.split(" ")[0] ?? "")).slice(0, 5);
  const examples = (closest.length > 0 ? closest : mutants.slice(0, 5)).map(
    (each) => `  npm run provider -- "${each.name}"`,
  );
  throw usageError(
    `There is no mutant "${name}". Some of the ${mutants.length} mutants:\n\n${examples.join("\n")}`,
    USAGE,
  );
}

await runScript(async () => {
  const { title, provider } = findProvider(parseCommandLine(USAGE, {}, 1).positionals[0]);
  const { url } = await serve(provider);
  console.log(`${title} is listening until Ctrl-C. Verify it from another terminal:

  HAMSA_API_KEY=${REFERENCE_KEY} npm run verify -- --target ${url}`);
});
