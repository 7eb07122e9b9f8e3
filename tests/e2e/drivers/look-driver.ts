import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

import { OUTPUT } from '#tests/e2e/server-process.ts';

const PICTURES = join(OUTPUT, 'screenshots');
/** True with `DIABAN_SCREENSHOTS=1`; pictures take as long as the tests themselves. */
export const keepsPictures = process.env['DIABAN_SCREENSHOTS'] === '1';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Violations that keep somebody from using a screen; the rest is advice. */
const SERIOUS = new Set(['serious', 'critical']);
/** Rules whose violations are all advice: they are not run, since some of them read the whole page. */
const ADVICE = [
  'aria-allowed-role',
  'aria-deprecated-role',
  'empty-heading',
  'empty-table-header',
  'form-field-multiple-labels',
  'heading-order',
  'html-xml-lang-mismatch',
  'image-redundant-alt',
  'landmark-banner-is-top-level',
  'landmark-contentinfo-is-top-level',
  'landmark-main-is-top-level',
  'landmark-no-duplicate-banner',
  'landmark-no-duplicate-contentinfo',
  'landmark-no-duplicate-main',
  'landmark-one-main',
  'landmark-unique',
  'meta-viewport',
  'meta-viewport-large',
  'no-autoplay-audio',
  'page-has-heading-one',
  'presentation-role-conflict',
  'region',
  'scope-attr-valid',
  'server-side-image-map',
  'skip-link',
  'table-duplicate-name',
];
const WITHOUT_ADVICE = Object.fromEntries(ADVICE.map((rule) => [rule, { enabled: false }]));

declare global {
  interface Window {
    axe: { run(options: unknown): Promise<AxeResults> };
    begunTransitions: number;
  }
}

/** Judges a screen's looks, and its accessibility. */
export function lookDriver(page: Page) {
  return {
    ...lettersOf(page),
    ...coloursOf(page),
    ...picturesOf(page),
    /** Serious and critical violations that axe finds, one line each; of some rules, or of all. */
    async violations(rules?: readonly string[]): Promise<string[]> {
      await endTransitions(page);
      // Evaluated by the debugger, which the page's policy does not bind; the page itself runs none of it.
      if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
      const first = await brokenRules(page, rules);
      // Data that arrives while axe reads the page enables a button halfway: only a lasting fault is one.
      const lasting = first.length === 0 ? first : await brokenRules(page, rules);
      return lasting.flatMap(({ id, help, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) =>
            `${id}: ${help} | ${target.join(' ')} | ${(failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
        ),
      );
    },
    /** Faults of a state on a phone: what keeps somebody out, and what runs over the edge. */
    async faultsOnPhone(name: string): Promise<string[]> {
      await this.screenshot(`${name}-360`);
      const found = await this.violations();
      if ((await this.sideways()) > 0) found.push(`${name} runs over the right edge`);
      return found;
    },
    /** Faults of a state on a desk and on a phone, in both schemes; the view stays as it was. */
    async faultsInFourViews(name: string): Promise<string[]> {
      const before = page.viewportSize();
      const found: string[] = [];
      for (const [width, height] of [
        [1440, 900],
        [360, 740],
      ] as const) {
        await this.at(width, height);
        for (const scheme of ['dark', 'light'] as const) {
          await this.inScheme(scheme);
          await this.screenshot(`${name}-${width}-${scheme}`);
          found.push(...(await this.violations()));
        }
        if ((await this.sideways()) > 0) found.push(`${name} runs over the edge at ${width}`);
      }
      if (before !== null) await this.at(before.width, before.height);
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

/** The size of the screen, and pictures of it. */
function picturesOf(page: Page) {
  return {
    async at(width: number, height: number) {
      await page.setViewportSize({ width, height });
      if (page.url() === 'about:blank') return;
      // The page hears of its new size with a frame, and React draws what follows from it with the next.
      await page.waitForFunction((wanted) => innerWidth === wanted, width);
      await endTransitions(page);
    },
    async scrollsTo(sentence: string | RegExp) {
      await page.getByText(sentence).first().scrollIntoViewIfNeeded();
    },
    async picture(path: string) {
      await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    },
    /** Takes a picture for people to look at, if they asked for pictures. */
    async screenshot(name: string) {
      if (keepsPictures) await this.picture(join(PICTURES, `${name}.png`));
    },
  };
}

/** The colours of the device, which the product follows. */
function coloursOf(page: Page) {
  return {
    /** The device's own setting, which the product follows unless told otherwise. */
    async inScheme(scheme: 'light' | 'dark') {
      await page.emulateMedia({ colorScheme: scheme });
      if (page.url() === 'about:blank') return;
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
    },
    /** Number of transitions that the page begins while it takes on a scheme. */
    async transitionsInto(scheme: 'light' | 'dark'): Promise<number> {
      return await countTransitions(page, () => this.inScheme(scheme));
    },
    /** Chosen filters, tabs and rows that nothing marks any more. */
    async choicesLostInForcedColours(name: string): Promise<string[]> {
      await page.emulateMedia({ forcedColors: 'active' });
      if (keepsPictures)
        await page.screenshot({ path: join(PICTURES, `${name}-forced-colours.png`) });
      const lost = await page.evaluate(unmarkedChoices);
      await page.emulateMedia({ forcedColors: 'none' });
      return lost.map((text) => `${name} in forced colours: nothing marks ${text}`);
    },
  };
}

/** Runs in the page: its visible chosen parts without a line around them. */
function unmarkedChoices(): string[] {
  const chosen =
    "[aria-current]:not([aria-current='false']), [aria-pressed='true'], [aria-selected='true']";
  return [...document.querySelectorAll<HTMLElement>(chosen)]
    .filter((part) => part.checkVisibility())
    .filter((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(part);
      return outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2;
    })
    .map((part) => part.textContent.slice(0, 40));
}

/** The size of the letters that the reader chose in the browser, and what the screen makes of it. */
function lettersOf(page: Page) {
  return {
    /** Letters so many times as large, as the reader chose in the settings of the browser. */
    async withLetters(times: number) {
      const browser = await page.context().newCDPSession(page);
      await browser.send('Page.setFontSizes', {
        fontSizes: { standard: 16 * times, fixed: 13 * times },
      });
      await endTransitions(page);
    },
    /** Least height of the letters of the screen, pixels. */
    sizeOfLetters: () =>
      page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize)),
    title: () => page.title(),
    /** A control has the focus, and not the beginning of the page. */
    async expectFocusKept() {
      await expect(page.locator('main :focus')).toHaveCount(1);
    },
  };
}

/** Counts the transitions that the page begins while `work` is done. */
async function countTransitions(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const count = () => (window.begunTransitions += 1);
    if (!('begunTransitions' in window)) document.addEventListener('transitionrun', count);
    window.begunTransitions = 0;
  });
  await work();
  await endTransitions(page);
  return await page.evaluate(() => window.begunTransitions);
}

/** Runs the rules of axe over the page as it is now, and gives those that are broken seriously. */
async function brokenRules(page: Page, rules?: readonly string[]) {
  const which =
    rules === undefined ? { rules: WITHOUT_ADVICE } : { runOnly: { type: 'rule', values: rules } };
  const { violations } = await page.evaluate(
    (options) => window.axe.run({ resultTypes: ['violations'], ...options }),
    which,
  );
  return violations.filter(({ impact }) => SERIOUS.has(impact ?? ''));
}

/** Ends every transition and animation that has an end, so that colours are final. */
async function endTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const running = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // A child starts its own transition when the colour that it inherits has changed: look again.
    do {
      await frame();
      await frame();
      for (const animation of running()) animation.finish();
      await frame();
    } while (running().length > 0);
  });
}

/** Keeps a printed file beside the pictures. */
export function keepFile(name: string, content: Uint8Array): void {
  if (!keepsPictures) return;
  mkdirSync(PICTURES, { recursive: true });
  writeFileSync(join(PICTURES, name), content);
}
