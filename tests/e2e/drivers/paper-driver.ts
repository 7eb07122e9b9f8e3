import { expect, type Page } from '@playwright/test';
import { keepFile } from './look-driver.ts';
import { words } from '#tests/e2e/words.ts';
import { extractText } from 'unpdf';

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
    /** From where it stands, printed with its own purpose at one press. */
    async printsRecord(purpose: string) {
      await page.evaluate(() => {
        globalThis.print = () => document.body.setAttribute('data-printed', '');
      });
      await page.getByRole('button', { name: words.pointDrawer.print }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(words.map.exportPurpose).fill(purpose);
      await dialog.getByRole('button', { name: words.pointDrawer.printNow, exact: true }).click();
      await expect(page.locator('body[data-printed]')).toBeAttached();
    },
    /** Every page says what for, who, under which line of the log, and when. Gives how many. */
    async expectMarked(name: string, purpose: string): Promise<number> {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      keepFile(`${name}.pdf`, pdf);
      const pages = await pagesOf(pdf);
      for (const text of pages) {
        expect(text).toContain(words.map.purposeIs({ purpose }));
        expect(text).toMatch(/ · nhật ký số \d+ · \d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/);
      }
      return pages.length;
    },
    /** Expects texts on paper. @returns the number of pages, each with its mark */
    async expectOnPaper(
      name: string,
      purpose: string,
      said: readonly (string | RegExp)[],
    ): Promise<number> {
      await page.emulateMedia({ media: 'print', colorScheme: 'light' });
      for (const sentence of said) {
        await expect(page.getByText(sentence).first()).toBeVisible();
      }
      await expect(page.getByRole('navigation')).toBeHidden();
      const pages = await this.expectMarked(name, purpose);
      await page.emulateMedia({ media: 'screen' });
      return pages;
    },
  };
}

/** The text of each page of a PDF, its blanks made one. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  // The reader takes the memory that it is given for its own.
  const { text } = await extractText(Uint8Array.from(pdf), { mergePages: false });
  return text.map((page) => page.normalize('NFC').replaceAll(/\s+/g, ' '));
}
