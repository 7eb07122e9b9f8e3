import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

import { OUTPUT } from '#tests/e2e/server-process.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What keeps somebody from using a screen; the rest is advice. */
const SERIOUS = new Set(['serious', 'critical']);

declare global {
  interface Window {
    axe: { run(options: unknown): Promise<AxeResults> };
  }
}

/** How a screen looks, and whether everybody can use it. */
export function lookDriver(page: Page) {
  return {
    async at(width: number, height: number) {
      await page.setViewportSize({ width, height });
    },
    /** The device's own setting, which the product follows unless told otherwise. */
    async inScheme(scheme: 'light' | 'dark') {
      await page.emulateMedia({ colorScheme: scheme });
      if (page.url() === 'about:blank') return;
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    },
    async picture(path: string) {
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    },
    async screenshot(name: string) {
      await this.picture(join(OUTPUT, 'screenshots', `${name}.png`));
    },
    /** Serious and critical violations that axe finds, one line each; of some rules, or of all. */
    async violations(rules?: readonly string[]): Promise<string[]> {
      // Evaluated by the debugger, which the page's policy does not bind; the page itself runs none of it.
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(
        (only) =>
          window.axe.run({
            resultTypes: ['violations'],
            ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }),
          }),
        rules,
      );
      return violations
        .filter(({ impact }) => SERIOUS.has(impact ?? ''))
        .flatMap(({ id, help, nodes }) =>
          nodes.map(
            ({ target, failureSummary }) =>
              `${id}: ${help} | ${target.join(' ')} | ${(failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
          ),
        );
    },
    /** Both themes on a phone, with their pictures: what keeps somebody out, and what runs over the edge. */
    async faultsOnPhone(name: string): Promise<string[]> {
      const found: string[] = [];
      for (const scheme of ['light', 'dark'] as const) {
        await this.inScheme(scheme);
        await this.screenshot(`${name}-360-${scheme}`);
        found.push(...(await this.violations(scheme === 'dark' ? ['color-contrast'] : undefined)));
      }
      await this.inScheme('light');
      if ((await this.sideways()) > 0) found.push(`${name} runs over the right edge`);
      return found;
    },
    /** Nothing may be wider than the screen: the page itself never scrolls sideways. */
    async sideways(): Promise<number> {
      return page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    },
  };
}
