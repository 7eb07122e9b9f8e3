import type { Locator } from '@playwright/test';

import type { App } from '#tests/e2e/drivers/app-driver.ts';
import { endSessions } from '#tests/e2e/stolen-device.ts';
import { expect, test } from '#tests/e2e/test.ts';
import { words } from '#tests/e2e/words.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
/** Milliseconds that the quickest hand takes from the last letter to a reload. */
const LETTER_TO_RELOAD = 150;
const { checks, common, drafts, pointActs, tips } = words;

type Form = {
  /** The address on which it is begun. */
  address: string;
  begins: () => Promise<void>;
  /** Opens the field, where the form begins without it. */
  addsField?: () => Promise<void>;
  field: Locator;
  text: string;
};

/** A check, the handling of a tip, and the correction of a place: each on its page, with words of its own. */
async function threeForms({ page, point, checks: check, server }: App): Promise<Form[]> {
  const { items } = await server.points('flag=check_overdue');
  const waiting = items.find(({ status }) => status === 'eliminated' || status === 'handed_over');
  const tip = await (await page.request.get('/api/tips?stage=received')).json();
  const dialog = page.getByRole('dialog');
  const address = `/?id=${waiting?.id}`;
  return [
    {
      address,
      async begins() {
        await point.expectOpen(waiting?.officialName ?? '');
        await check.opens();
      },
      addsField: () => dialog.getByRole('button', { name: checks.addNote }).click(),
      field: dialog.getByLabel(pointActs.note),
      text: 'Cửa khóa, gọi không ai thưa',
    },
    {
      address: `/tips/${(tip as { items: { id: number }[] }).items[0]?.id}`,
      begins: () => page.getByRole('button', { name: tips.step.verified, exact: true }).click(),
      field: dialog.getByLabel(pointActs.note),
      text: 'Đã gọi lại số nhận tin',
    },
    {
      address,
      async begins() {
        await point.expectOpen(waiting?.officialName ?? '');
        await page.getByRole('button', { name: pointActs.correctPlace }).click();
      },
      field: dialog.getByLabel(pointActs.correctReason),
      text: 'Ghi nhầm tên phố',
    },
  ];
}

test.describe('what is typed on a phone', () => {
  test('stays after Escape, Back, a reload, and the end of the session; Back leaves no page', async ({
    people,
    playwright,
  }) => {
    const analyst = await people.as('analyst', PHONE);
    analyst.willComplain(/status of 401 /);
    const { page, look } = analyst;
    const dialog = page.getByRole('dialog');
    await analyst.open('/worklist');
    const forms = await threeForms(analyst);
    for (const { address, begins, addsField, field, text } of forms) {
      await page.goto(address);
      await begins();
      await addsField?.();
      await field.fill(text);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await begins();
      await expect(field).toHaveValue(text);
      await page.evaluate(() => history.back());
      await expect(dialog).toHaveCount(0);
      expect(page.url()).toContain(address);
      await begins();
      await expect(field).toHaveValue(text);
      await field.fill(`${text}.`);
      await page.waitForTimeout(LETTER_TO_RELOAD);
      await page.reload();
      await begins();
      await expect(field).toHaveValue(`${text}.`);
      await expect(dialog.getByText(drafts.restored({ moment: '' }))).toBeVisible();
    }
    await look.screenshot('draft-360-light');
    expect(await look.faultsOnPhone('draft')).toEqual([]);

    await endSessions(playwright.request, 'analyst', 'revoke');
    await analyst.expectSignIn();
    await analyst.signsIn('analyst');
    await expect(page.getByRole('button', { name: common.personalMenu })).toBeVisible();
    for (const { address, begins, field, text } of forms) {
      await page.goto(address);
      await begins();
      await expect(field).toHaveValue(`${text}.`);
    }
    await dialog.getByRole('button', { name: drafts.drop }).click();
    await expect(forms.at(-1)?.field ?? dialog).toHaveValue('');
    await page.keyboard.press('Escape');
    await analyst.signsOut();
    await expect(dialog.getByText(drafts.signOutLead({ count: '2' }))).toBeVisible();
    await look.screenshot('draft-sign-out-360-light');
  });
});
