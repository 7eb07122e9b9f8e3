import { expect, type Page } from '@playwright/test';

import type { TipOutcome, TipStep } from '#server/contract/tip.ts';
import type { Timeliness } from '#server/contract/tip-clock.ts';
import { words } from '#tests/e2e/words.ts';

import { keysDriver, waitsForForm } from './keys-driver.ts';
import { tipIntakeDriver } from './tip-intake-driver.ts';

const { tips, tipIntake, common, worklist } = words;

/** Tips: the list with its clocks, the record with its steps, and taking one in. */
export function tipsDriver(page: Page) {
  return {
    ...tipList(page),
    ...tipIntakeDriver(page),
    ...tipRecording(page),
    ...tipTables(page),
    ...tipRules(page),
    ...tipSteps(page),
    ...tipTransfers(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function tipsParts(page: Page) {
  const rows = page.locator('[data-tip]');
  const row = (code: string) => page.locator(`[data-tip="${code}"]`);
  const dialog = page.getByRole('dialog');
  const preview = page.getByRole('region', { name: common.willRecord });
  return { rows, row, dialog, preview };
}

/** The list of tips. */
function tipList(page: Page) {
  const { rows, row } = tipsParts(page);
  const map = page.locator('.maplibregl-canvas');

  return {
    async expectList() {
      await expect(rows.first()).toBeVisible();
    },
    /** Expects overdue tips on top, the longest overdue first, with the number of days in words. */
    async expectOverdueFirst() {
      await expect(rows.first().getByText(tips.timeliness.overdue)).toBeVisible();
      await expect(rows.first()).toContainText(/quá \d+ ngày/);
    },
    async expectClock(code: string, timeliness: Timeliness) {
      await expect(row(code).getByText(tips.timeliness[timeliness])).toBeVisible();
    },
    async expectSomewhere(timeliness: Timeliness) {
      await expect(rows.getByText(tips.timeliness[timeliness]).first()).toBeVisible();
    },
    async opensFirst(): Promise<string> {
      const code = (await rows.first().getAttribute('data-tip')) ?? '';
      await rows.first().getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
      await expect(page.getByRole('heading', { name: tips.history })).toBeVisible();
      return code;
    },
    async looksFor(text: string) {
      await page.getByRole('searchbox', { name: tips.search }).fill(text);
    },
    async expectOnly(code: string) {
      await expect(rows).toHaveCount(1);
      await expect(row(code)).toBeVisible();
    },
    async goesToIntake() {
      await page.getByRole('link', { name: tips.newTip }).click();
      await expect(map).toBeVisible();
    },
  };
}

/** The end of a form, and what it has recorded. */
function tipRecording(page: Page) {
  const { dialog, preview } = tipsParts(page);

  return {
    /** Fills in the dialog of passing a tip on; the server is told when `records` follows. */
    async namesAuthority(name: string, documentNumber: string) {
      await dialog.getByLabel(tips.authority).fill(name);
      await dialog.getByLabel(words.pointActs.documentNumber).fill(documentNumber);
    },
    async records() {
      await page.getByRole('button', { name: tipIntake.save, exact: true }).click();
    },
    async expectWillRecord(text: string | RegExp) {
      await expect(preview.getByText(text).first()).toBeVisible();
    },
    /** On the record that opened; gives its code. */
    async expectRecorded(): Promise<string> {
      const title = page.getByRole('heading', { level: 1, name: /^TT-\d+/ });
      await expect(title).toBeVisible();
      return /TT-\d+/.exec((await title.textContent()) ?? '')?.[0] ?? '';
    },
    async expectMarkedWords() {
      await expect(page.getByText(words.pointActs.marked)).toBeVisible();
    },
  };
}

/** Tables of tips that are read in. */
function tipTables(page: Page) {
  return {
    /** A table with rows that are ready and one that names a person. */
    async readsTable() {
      const rows = [
        'Số tin;Loại tin;Ngày tiếp nhận;Kinh độ;Vĩ độ;Nơi xảy ra',
        'MH-T-1;Phản ánh;02/11/2026;105,853;21,031;Ngõ minh họa',
        'MH-T-2;Tố cáo;03/11/2026;105,854;21,032;nhà anh Tuấn 0912345678',
      ];
      const file = { name: 'tin.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) };
      await page.locator('input[type="file"]').setInputFiles(file);
      await expect(page.locator('[data-problem="personal_data"]')).toBeVisible();
    },
    async writesTable(count: string) {
      await page.getByRole('button', { name: words.tipImports.write({ count }) }).click();
    },
    async expectTableWritten(added: string, known: string, refused: string) {
      const sentence = words.tipImports.doneMore({ added, known, refused });
      await expect(page.getByText(sentence)).toBeVisible();
    },
    async expectNothingToWrite() {
      const name = words.tipImports.write({ count: '0' });
      await expect(page.getByRole('button', { name })).toBeDisabled();
    },
  };
}

/** Due days, and the rule for forwarding. */
function tipRules(page: Page) {
  const { dialog, preview } = tipsParts(page);
  const keys = keysDriver(page);

  return {
    async expectDay(day: string, name: string) {
      await expect(page.locator(`[data-day="${day}"]`)).toContainText(name);
    },
    /** Sets, by the keyboard alone, the days within which tips of a kind are passed on; null: no time is set. */
    async startsForwardingRule(
      kind: keyof typeof tips.kind,
      span: { amount: string; unit: keyof typeof words.tipClocks.units } | null,
    ) {
      const own = words.tipClocks;
      const name = own.changeFor({ kind: tips.kind[kind] });
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      const time = dialog.getByRole('group', { name: own.forwardingHead });
      await expect(time).toBeVisible();
      await waitsForForm(time);
      const units = time.getByRole('combobox', { name: own.unit });
      const unit = span === null ? own.forwardingNone : own.units[span.unit];
      const choice = page.getByRole('option', { name: unit, exact: true });
      // The table behind is read anew after a rule: a list that is drawn again in between forgets which option was marked.
      await expect(async () => {
        await units.focus();
        await page.keyboard.press('Enter');
        await expect(choice).toBeVisible();
        await keys.takesOption(choice);
        await expect(units).toHaveValue(unit, { timeout: 1_000 });
      }).toPass();
      if (span !== null) await time.getByLabel(own.amount).fill(span.amount);
    },
    async setsStartedRule(origin: string) {
      await dialog.getByLabel(words.tipClocks.origin).fill(origin);
      await expect(preview.getByText(origin)).toBeVisible();
      await page.keyboard.press('Enter');
    },
    /** The row of the rule with this origin says within which time a tip is passed on. */
    async expectForwarding(origin: string, words: string) {
      const row = page.getByRole('row').filter({ hasText: origin });
      await expect(row.locator('[data-forwarding]')).toHaveText(words);
    },
  };
}

/** Steps of a tip by keyboard, and its record. */
function tipSteps(page: Page) {
  const { dialog } = tipsParts(page);
  const keys = keysDriver(page);

  return {
    /** Opens a step by the keyboard alone. */
    async startsByKeyboard(step: TipStep) {
      await page.getByRole('button', { name: tips.step[step], exact: true }).focus();
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
    },
    async choosesOutcomeByKeyboard(outcome: TipOutcome) {
      await dialog.getByRole('radio', { name: tips.outcome[outcome] }).press('Space');
    },
    async choosesCategoryByKeyboard(name: string) {
      const field = dialog.getByRole('combobox', { name: words.placeFacts.category });
      await waitsForForm(field);
      await field.focus();
      await page.keyboard.type(name);
      await expect(field).toHaveValue(name);
      const others = page.getByRole('option').filter({ hasNotText: new RegExp(name, 'i') });
      await expect(others).toHaveCount(0);
      await keys.takesOption(page.getByRole('option', { name, exact: false }));
    },
    async recordsByKeyboard(step: TipStep) {
      const button = dialog.getByRole('button', { name: tips.step[step], exact: true });
      await expect(button).toBeEnabled();
      await button.press('Enter');
      await expect(dialog).toBeHidden();
    },
    async expectStage(stage: keyof typeof tips.stage) {
      await expect(page.locator(`[data-stage="${stage}"]`).first()).toHaveText(tips.stage[stage]);
    },
    async expectHistory(...events: (keyof typeof tips.event)[]) {
      const found = page.locator('[data-event]');
      await expect(found).toHaveCount(events.length);
      for (const [place, kind] of events.entries()) {
        await expect(found.nth(place)).toHaveAttribute('data-event', kind);
      }
    },
    /** A step that cannot be taken is there, and says why. */
    async expectLocked(step: TipStep, why: string) {
      const locked = page.getByRole('button', { name: tips.step[step], exact: true });
      await expect(locked).toHaveAttribute('aria-disabled', 'true');
      await expect(page.getByText(why).first()).toBeVisible();
    },
  };
}

/** Tips that pass from one commune to another. */
function tipTransfers(page: Page) {
  const { rows, row, dialog } = tipsParts(page);
  const own = tips.transfer;
  const asked = page.getByRole('link', { name: own.askedCount({ count: '1' }) });

  return {
    /** The list of work says it in its lead, and leads to it. */
    async expectAsked() {
      await expect(asked).toBeVisible();
      await expect(page.getByText(worklist.leadTips({ tips: '1' }))).toBeVisible();
    },
    async followsAsked() {
      await asked.click();
      await expect(page.getByRole('heading', { name: own.askedList })).toBeVisible();
    },
    async expectNoneAsked() {
      await expect(rows.first()).toBeVisible();
      await expect(page.getByRole('heading', { name: own.askedList })).toBeHidden();
    },
    /** The mark of a row or of the record, which names the commune that is asked. */
    async expectMark(commune: string) {
      await expect(
        page.getByText(new RegExp(`chuyển tới ${commune}, chờ tiếp nhận`)),
      ).toBeVisible();
    },
    /** A row of the list that bears the mark; gives its code. */
    async opensMarked(commune: string): Promise<string> {
      const marked = rows.filter({ hasText: new RegExp(`chuyển tới ${commune}`) }).first();
      const code = (await marked.getAttribute('data-tip')) ?? '';
      await row(code).getByRole('link').click();
      await expect(page.getByRole('heading', { level: 1 })).toContainText(code);
      return code;
    },
    async startsAnswer(answer: 'take' | 'refuse' | 'withdraw') {
      await page.getByRole('button', { name: own[answer], exact: true }).click();
      await expect(dialog).toBeVisible();
    },
    async answers(answer: 'take' | 'refuse' | 'withdraw', reason?: string) {
      if (reason !== undefined) await dialog.getByLabel(words.pointActs.reason).fill(reason);
      await dialog.getByRole('button', { name: own[answer], exact: true }).click();
      await expect(dialog).toBeHidden();
    },
    async expectNoSteps() {
      await expect(page.getByRole('heading', { name: tips.history })).toBeVisible();
      await expect(page.getByRole('heading', { name: tips.steps })).toBeHidden();
    },
    async asksCommune(search: string, name: string) {
      const field = dialog.getByRole('combobox', { name: tips.communeTo });
      await waitsForForm(field);
      await field.fill(search);
      await page.getByRole('option', { name }).click();
    },
  };
}
