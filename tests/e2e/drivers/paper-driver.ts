import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { OUTPUT } from '#tests/e2e/server-process.ts';
import { words } from '#tests/e2e/words.ts';

/** A page as it comes out of the printer. */
export function paperDriver(page: Page) {
  return {
    /** Says what for and prints; the browser's own dialog is kept away. */
    async prints(purpose: string) {
      await page.evaluate(() => {
        globalThis.print = () => document.body.setAttribute('data-printed', '');
      });
      await page.getByRole('button', { name: words.common.print, exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.map.exportPurpose).fill(purpose);
      await dialog.getByRole('button', { name: words.common.print, exact: true }).click();
      await expect(page.locator('body[data-printed]')).toBeAttached();
    },
    /** What stands on paper, kept as a file; how many pages it takes. */
    async expectOnPaper(name: string, said: readonly (string | RegExp)[]): Promise<number> {
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      for (const sentence of said) {
        await expect(page.getByText(sentence).first()).toBeVisible();
      }
      await expect(page.getByRole('navigation')).toBeHidden();
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      writeFileSync(join(OUTPUT, 'screenshots', `${name}.pdf`), pdf);
      await page.emulateMedia({ media: 'screen' });
      return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    },
  };
}
