import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Axe {
  run(
    within: string,
    options: object,
  ): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** Loads axe into a page. */
export async function addAxe(page: Page): Promise<void> {
  await page.addScriptTag({ path: AXE });
}

interface Scope {
  /** The part of the page. @default the whole page */
  readonly within?: string;
  /** @default all */
  readonly rules?: "all" | "colors";
}

/** The findings of axe that keep people from using the page, or a part of it. */
export function seriousFindings(page: Page, { within = "html", rules = "all" }: Scope = {}): Promise<string[]> {
  const options = {
    resultTypes: ["violations"],
    ...(rules === "colors" ? { runOnly: ["color-contrast", "link-in-text-block"] } : {}),
  };
  return page.evaluate(
    async ([within, options]) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run(within, options);
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      return serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    [within, options] as const,
  );
}
