/**
 * Rewrites a README for the registry's page, which has none of the repository's other files and draws no diagrams:
 * relative links become links to the repository at the release's tag, and a diagram becomes a link to it.
 */
export function toRegistryReadme(readme: string, repositoryUrl: string, tag: string): string {
  const [, path] = /github\.com\/(.+?)(?:\.git)?$/.exec(repositoryUrl) ?? [];
  if (path === undefined) throw new Error(`The repository ${repositoryUrl} is not on GitHub.`);
  const page = `https://github.com/${path}/blob/${tag}`;
  const file = `https://raw.githubusercontent.com/${path}/${tag}`;
  return readme
    .replace(/^```mermaid\n.*?^```$/gms, `[Diagram](${page}/README.md)`)
    .replace(/(!?\[[^\]]*\]\()(?!https?:|#)([^)]+)\)/g, (_, text, target) =>
      text.startsWith("!") ? `${text}${file}/${target})` : `${text}${page}/${target})`,
    )
    .replace(/(src|srcset)="(?!https?:)([^"]+)"/g, `$1="${file}/$2"`);
}
