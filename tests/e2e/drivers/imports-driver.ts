import { basename } from 'node:path';

import { expect, type Page } from '@playwright/test';

import { format, words } from '#tests/e2e/words.ts';

import { keysDriver } from './keys-driver.ts';
import { pressesUntilPinned } from './map-view.ts';

const { addressReview, imports, common } = words;

/** Bringing a list of points into the register. */
export function importsDriver(page: Page) {
  return {
    ...listFile(page),
    ...addressChoices(page),
    ...handPlaces(page),
    ...reviewedAddresses(page),
    ...listColumns(page),
    ...listDuplicates(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function importsParts(page: Page) {
  const dialog = page.getByRole('dialog');
  const count = (name: string) =>
    page
      .locator('dl > div')
      .filter({ has: page.getByText(name, { exact: true }) })
      .locator('dd');
  const review = page
    .locator('div')
    .filter({ has: page.getByRole('heading', { name: addressReview.title }) })
    .last();
  async function checked(): Promise<void> {
    await expect(page.getByText(imports.checkStep)).toBeVisible();
    await expect(page.getByText(imports.checkingAgain)).toHaveCount(0);
  }
  return { dialog, count, review, checked };
}

/** The file of a list, from choosing to writing it. */
function listFile(page: Page) {
  const { dialog, count, checked } = importsParts(page);
  const write = page.getByRole('button', { name: /^Ghi [\d.]+ điểm vào danh mục$/ });

  return {
    async choosesFile(file: string | { name: string; mimeType: string; buffer: Buffer }) {
      await page.locator('input[type="file"]').setInputFiles(file);
      // Until then the screen shows what was found in a file before.
      const name = typeof file === 'string' ? basename(file) : file.name;
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
      await checked();
    },
    /** Number of rows of a kind that the check found. */
    async counted(kind: 'Rows' | 'Ready' | 'Added' | 'Refused' | 'Unchanged'): Promise<number> {
      await checked();
      const text = await count(imports[`count${kind}`]).innerText();
      return Number(text.replaceAll('.', ''));
    },
    async writes() {
      await expect(write).toBeEnabled();
      await write.click();
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
      await dialog.getByRole('button', { name: /^Ghi / }).click();
    },
  };
}

/** Rows that an address places, and the choice among several places. */
function addressChoices(page: Page) {
  const { review, checked } = importsParts(page);

  return {
    /** Opens a row that an address places, by keys. */
    async opensAddress(name: string) {
      const head = review.getByRole('button', { name: new RegExp(name) });
      await head.focus();
      await page.keyboard.press('Enter');
      await expect(head).toHaveAttribute('aria-expanded', 'true');
    },
    /** Chooses among the places of the open row by the arrow keys: the first, the second … */
    async choosesPlace(which: number) {
      const places = review.getByRole('group', { name: addressReview.choose }).getByRole('radio');
      await places.first().focus();
      await page.keyboard.press('Space');
      await expect(async () => {
        const wanted = places.nth(which - 1);
        if (!(await wanted.isChecked())) await page.keyboard.press('ArrowDown');
        await expect(wanted).toBeChecked({ timeout: 500 });
      }).toPass();
      await checked();
    },
    async tapsPlaceOnMap(letter: string) {
      await review.getByText(letter, { exact: true }).click();
      await checked();
    },
    async leavesOut() {
      await review.getByLabel(addressReview.leaveOut).check();
      await checked();
    },
    async goesToNextAddress() {
      await review.getByRole('button', { name: addressReview.next }).click();
    },
  };
}

/** Places that are put by hand. */
function handPlaces(page: Page) {
  const { review, checked } = importsParts(page);
  const keys = keysDriver(page);
  /** The field of the open row where a place is put by hand. */
  const hand = page.getByRole('group', {
    name: new RegExp(`^${addressReview.handTitle({ name: '' })}`),
  });
  /** Options of a search or a list; the columns' own lists are none of them. */
  const found = page.getByRole('listbox').getByRole('option');

  return {
    /** Presses on the map of the open row, a little beside its middle. */
    async placesByPress() {
      const map = hand.locator('.maplibregl-canvas');
      await expect(map).toBeVisible();
      await map.scrollIntoViewIfNeeded();
      await pressesUntilPinned(map, hand.locator('[data-pin]'));
      await checked();
    },
    /** Writes a position into the search of the open row and takes it, by keys alone. */
    async placesByCoordinates(coordinates: string) {
      await hand.getByRole('searchbox').focus();
      await page.keyboard.type(coordinates);
      await keys.takesOption(found.first());
      await expect(hand.locator('[data-pin]')).toBeVisible();
      await checked();
    },
    /** Chooses the commune alone, by keys alone. */
    async placesInCommune(name: string) {
      await hand.getByRole('combobox', { name: words.tipIntake.commune }).focus();
      await page.keyboard.type(name);
      await keys.takesOption(found.filter({ hasText: name }).first());
      await expect(
        hand.getByText(words.tipIntake.inCommune({ commune: '' }).slice(0, 3)),
      ).toBeVisible();
      await checked();
    },
    async choosesElsewhere() {
      await review.getByLabel(addressReview.handElsewhere).check();
    },
    async expectOutsideCity() {
      await expect(hand.getByText(addressReview.handOutsideMore)).toBeVisible();
    },
  };
}

/** The review of the addresses as a whole. */
function reviewedAddresses(page: Page) {
  const { review, checked } = importsParts(page);

  return {
    async filtersAddresses(filter: keyof typeof addressReview.filters) {
      await review.getByLabel(addressReview.filters[filter]).check();
    },
    async agreesTo(count: number) {
      await page
        .getByLabel(imports.consent['import.address_commune']({ count: format.number(count, 0) }))
        .check();
      await checked();
    },
    /** The names of the rows that stand in the review, in order. */
    async addressRows(): Promise<string[]> {
      const heads = await review.locator('button[aria-expanded]').allInnerTexts();
      return heads.map((text) => text.split('\n')[0] ?? '');
    },
    async expectAddressState(name: string, words: string) {
      await expect(review.getByRole('listitem').filter({ hasText: name })).toContainText(words);
    },
    async expectAddressMap() {
      const map = review.getByRole('region', { name: addressReview.map });
      await expect(map).toBeVisible();
      await map.scrollIntoViewIfNeeded();
    },
  };
}

/** Columns and words of the list, progress, and undoing. */
function listColumns(page: Page) {
  const { dialog, checked } = importsParts(page);

  return {
    async looksAtMap() {
      await page.getByRole('link', { name: imports.seeMap }).click();
    },
    /** Opens an import in the history by the name of its file and undoes it as a whole. */
    async undoes(file: string) {
      const { undo, removed } = words.importHistory;
      await page.locator('[data-import]').filter({ hasText: file }).getByRole('button').click();
      await page.getByRole('button', { name: undo, exact: true }).click();
      await dialog.getByRole('button', { name: undo, exact: true }).click();
      await expect(dialog).toHaveCount(0);
      const gone = page.locator('[data-outcome="added"]').filter({
        hasText: removed({ code: '' }).trim(),
      });
      await expect(gone.first()).toBeVisible();
      return gone.count();
    },
    /** Says what a word of the list means; the file is read again. */
    async teachesWord(word: string, category: string) {
      const { importWords: own } = words;
      const form = page.locator(`[data-word="${word}"]`);
      await form.getByRole('combobox').selectOption({ label: category });
      await form.getByRole('button', { name: own.remember }).click();
      await expect(form).toHaveCount(0);
      await checked();
    },
  };
}

/** Rows of places that are in the register, and the end of the import. */
function listDuplicates(page: Page) {
  const { checked } = importsParts(page);

  return {
    /** The place that is there stands beside the row, and the choices are explained. */
    async expectDuplicate(row: string, there: string) {
      const { importDuplicates: own } = words;
      await expect(page.getByText(own.lead)).toBeVisible();
      const line = page.getByRole('table', { name: own.label }).getByRole('row', { name: row });
      await expect(line.getByRole('link', { name: there })).toBeVisible();
      await expect(line.getByText(own.undecided)).toBeVisible();
    },
    async decidesDuplicate(row: string, decision: 'new' | 'leave_out') {
      const { importDuplicates: own } = words;
      const choice = page.getByRole('radiogroup', { name: own.decisionOf({ name: row }) });
      await choice.getByText(own.decisions[decision], { exact: true }).click();
      await expect(choice.getByRole('radio', { name: own.decisions[decision] })).toBeChecked();
      await checked();
    },
    /** Takes the first of the coordinate systems that are suggested for a map file. */
    async takesSuggestedSystem() {
      const { boundaries: own } = words;
      const field = page.getByLabel(own.sourceSrid);
      const first = field.locator(`optgroup[label="${own.sridSuggested}"] option`).first();
      await field.selectOption(await first.getAttribute('value'));
      await checked();
    },
    async expectDone(added: number) {
      const sentence = imports.done({ count: format.number(added, 0) });
      await expect(page.getByText(sentence, { exact: true })).toBeVisible();
    },
  };
}
