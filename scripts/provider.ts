import { mutants } from "../contract-tests/verify/mutants/mutants.js";
import { REFERENCE_KEY, referenceProvider } from "../contract-tests/verify/reference/provider.js";
import { serve } from "../contract-tests/verify/reference/serve.js";
import { commandLine, runScript, usageError } from "./support/cli.js";

const USAGE = `Usage: npm run provider [-- "MUTANT"]\n\nWithout a mutant it is the reference provider. npm run mutants prints the names of all.`;

/** The reference provider, or the mutant of that name. */
function chosen(name: string | undefined) {
  if (name === undefined) return { title: "The reference provider", provider: referenceProvider() };
  const mutant = mutants.find((each) => each.name === name);
  if (mutant !== undefined) return { title: `A provider that ${name}`, provider: mutant.provider };
  const closest = mutants.filter((each) => each.name.includes(name.split(" ")[0] ?? "")).slice(0, 5);
  const examples = (closest.length > 0 ? closest : mutants.slice(0, 5)).map(
    (each) => `  npm run provider -- "${each.name}"`,
  );
  throw usageError(`There is no mutant "${name}". Of ${mutants.length} there are:\n\n${examples.join("\n")}`, USAGE);
}

await runScript(async () => {
  const { title, provider } = chosen(commandLine(USAGE, {}, 1).positionals[0]);
  const { url } = await serve(provider);
  console.log(`${title} listens until Ctrl-C. Verify it in another terminal:

  HAMSA_API_KEY=${REFERENCE_KEY} npm run verify -- --target ${url}`);
});
