import { join } from "node:path";
import ts from "typescript";

const ENTRIES = {
  "hamsa-twilio": "src/index.d.ts",
  "hamsa-twilio/attempts": "src/attempts.d.ts",
  "hamsa-twilio/testing": "src/testing.d.ts",
};

/**
 * Renders, for each entry of the installed package, the declarations that it exports and those of ours that they
 * refer to, each once, sorted and without comments. A change here changes what users can write.
 */
export function renderApiSurface(consumer: string): string {
  const dist = join(consumer, "node_modules/hamsa-twilio/dist/esm");
  const files = Object.values(ENTRIES).map((file) => join(dist, file));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
    // What is not ours is not printed, so a browser's library need not be read.
    lib: ["lib.es2022.d.ts"],
  });
  const printed = new Set<ts.Node>();
  const sections = Object.entries(ENTRIES).map(([entry, file]) => {
    const source = program.getSourceFile(join(dist, file));
    if (source === undefined) throw new Error(`the package has no ${file}`);
    const declarations = listDeclarations(program.getTypeChecker(), source, dist, printed);
    return `## ${entry}\n\n\`\`\`ts\n${declarations.join("\n\n")}\n\`\`\`\n`;
  });
  return sections.join("\n");
}

/** Lists what an entry exports and refers to, except what was printed for an earlier entry. */
function listDeclarations(
  checker: ts.TypeChecker,
  entry: ts.SourceFile,
  dist: string,
  printed: Set<ts.Node>,
): string[] {
  const printer = ts.createPrinter({ removeComments: true });
  const module = checker.getSymbolAtLocation(entry);
  const exported = module ? checker.getExportsOfModule(module) : [];
  const declarations: string[] = [];
  const include = (symbol: ts.Symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of target.declarations ?? []) {
      const statement = findStatement(declaration);
      const file = statement.getSourceFile();
      if (printed.has(statement) || !file.fileName.startsWith(dist)) continue;
      printed.add(statement);
      declarations.push(printer.printNode(ts.EmitHint.Unspecified, statement, file));
      visit(statement);
    }
  };
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (symbol) include(symbol);
    ts.forEachChild(node, visit);
  };
  exported.forEach(include);
  const names = exported.map(({ name }) => name).sort();
  return [`export { ${names.join(", ")} };`, ...declarations.sort()];
}

/** Finds the module's statement that a declaration belongs to. */
function findStatement(node: ts.Node): ts.Node {
  return ts.isSourceFile(node) || ts.isSourceFile(node.parent) ? node : findStatement(node.parent);
}
