import { expect, type Page } from '@playwright/test';

import { DEMO_PASSWORD } from '#tests/e2e/sessions.ts';
import { words } from '#tests/e2e/words.ts';

import { keptOf, readableOnDevice, stateOfWorker } from './stored-on-device.ts';

const { outbox, common, pointActs, register, session } = words;
/** No limit but that of the test: a busy device needs a while for all that it keeps. */
const WHOLE_TEST = { timeout: 0 };

/** Being without a network: what the device keeps, says, and has yet to send. */
export function offlineDriver(page: Page) {
  return {
    ...offlineDevice(page),
    ...unsentEntries(page),
    ...unsentDecisions(page),
    ...offlineForms(page),
    ...offlineEnd(page),
  };
}

/** The places on the screen that several parts of the driver use. */
function offlineParts(page: Page) {
  const dialog = page.getByRole('dialog');
  /** An entry of the outbox; what is sent stands in a folded part. */
  const entry = (label: string) => page.locator('li[data-entry]').filter({ hasText: label });
  return { dialog, entry };
}

/** Things that the device keeps, and its network. */
function offlineDevice(page: Page) {
  const banner = page.getByRole('status').filter({ hasText: words.outbox.offline });

  return {
    /** Until the service worker serves the page, and the device has an answer for each of these addresses. */
    async isReady(...addresses: string[]) {
      await expect.poll(() => stateOfWorker(page), WHOLE_TEST).toBe('serves');
      await expect.poll(() => keptOf(page, addresses), WHOLE_TEST).toEqual(addresses);
    },
    /** Nothing on the device shows any of these texts; the words of the product itself are found, so it was looked at. */
    async expectNothingReadable(...texts: string[]) {
      const { [outbox.title]: own, ...others } = await readableOnDevice(page, [
        ...texts,
        outbox.title,
      ]);
      expect(others).toEqual(Object.fromEntries(texts.map((text) => [text, []])));
      expect(own).not.toEqual([]);
    },
    /** Until the street map of the own places is on the device. */
    async hasGround() {
      const kept = () =>
        page.evaluate(async () => (await caches.match('/ground-note')) !== undefined);
      await expect.poll(kept, WHOLE_TEST).toBe(true);
    },
    /** Size and age of the street map, as the outbox says them. */
    async expectGroundSize() {
      await expect(
        page.getByText(/Bản đồ đường phố dùng khi ngoại tuyến: [\d,]+ [kM]B, lưu lúc/),
      ).toBeVisible();
    },
    /** The browser was closed in the middle of the session, and there is no network: the password opens what it keeps. */
    async opensWithPassword(password = DEMO_PASSWORD) {
      await expect(
        page.getByRole('heading', { name: session.lockedTitle, level: 1 }),
      ).toBeVisible();
      await page.getByLabel(session.password, { exact: true }).fill(password);
      await page.getByRole('button', { name: session.lockedOpen }).click();
    },
    /** Without a network from now on, and neither a page nor the worker lives that knows the session's secret. */
    async losesNetworkAndMemory() {
      await page.goto('about:blank');
      await page.context().setOffline(true);
      // Left open: with the end of one such session the browser unplugs the virtual keys of the page.
      const browser = await page.context().newCDPSession(page);
      await browser.send('ServiceWorker.enable');
      await browser.send('ServiceWorker.stopAllWorkers');
    },
    async expectAskedForPasskey() {
      const title = page.getByRole('heading', { name: session.lockedByPasskey, level: 1 });
      await expect(title).toBeVisible();
    },
    async expectOffline() {
      await expect(banner).toHaveText(/Ngoại tuyến, dữ liệu lúc \d{2}:\d{2} \d{2}\/\d{2}/);
    },
    async expectOnline() {
      await expect(banner).toHaveCount(0);
    },
  };
}

/** The list of what is not sent yet. */
function unsentEntries(page: Page) {
  const { dialog, entry } = offlineParts(page);

  return {
    async expectUnsent(count: number) {
      const link = page.getByRole('link', { name: outbox.unsent({ count: String(count) }) });
      await expect(link).toBeVisible();
    },
    async expectAllSent() {
      await expect(page.getByRole('link', { name: /chưa gửi|cần xem lại/ })).toHaveCount(0);
    },
    async opensOutbox() {
      await page.getByRole('link', { name: /chưa gửi|cần xem lại/ }).click();
      await expect(page.getByRole('heading', { name: outbox.title, level: 1 })).toBeVisible();
    },
    async expectKept(code: string) {
      await expect(dialog).toHaveCount(0);
      await expect(page.getByText(new RegExp(`(giữ|Chưa có mạng).*${code}`)).first()).toBeVisible();
    },
    async expectEntry(label: string, state: string | RegExp) {
      await expect(entry(label).first()).toContainText(state);
    },
    async expectNotSent(label: string) {
      await expect(entry(label).first()).toBeVisible();
      await expect(entry(label).first()).not.toHaveAttribute('data-entry', 'sent');
    },
    /** The server's own proof stands with what was sent, three parts of a signed text. */
    async expectReceipt(label: string) {
      const own = entry(label).first();
      await page.getByText(outbox.sentList({ count: '1' }), { exact: true }).click();
      await own.getByText(outbox.receipt, { exact: true }).click();
      await expect(own.locator('code')).toHaveText(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    },
    async expectNoEntry(label: string) {
      await expect(entry(label)).toHaveCount(0);
    },
  };
}

/** Decisions about what cannot be sent. */
function unsentDecisions(page: Page) {
  const { dialog, entry } = offlineParts(page);

  return {
    /** Both sides of a conflict, the other one with its person and time. */
    async expectBothSides(label: string, mine: string, theirs: string, who: RegExp) {
      const sides = entry(label);
      await expect(sides.getByRole('region', { name: outbox.mine })).toContainText(mine);
      const meanwhile = sides.getByRole('region', { name: outbox.meanwhile });
      await expect(meanwhile).toContainText(theirs);
      await expect(meanwhile).toContainText(who);
      await expect(meanwhile).toContainText(/\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/);
    },
    /** The matter is decided: nothing is offered that can only fail. */
    async expectOnlyDiscard(label: string) {
      await expect(entry(label).getByText(outbox.settled)).toBeVisible();
      await expect(entry(label).getByRole('button')).toHaveText([new RegExp(`^${outbox.discard}`)]);
    },
    /** A notice stays on every screen but the outbox until the entry is settled. */
    async expectStayingNotice(label: string, times = 1) {
      const notices = page.getByRole('alert').filter({ hasText: label });
      await expect(notices.getByRole('link', { name: outbox.open })).toHaveCount(times);
    },
    /** Waits until all that waits is sent, and gives up what was refused. */
    async settlesAll() {
      const refused = page.locator('li[data-entry="refused"]').first();
      await expect(async () => {
        if (await refused.isVisible()) {
          await refused.getByRole('button', { name: outbox.discard }).click();
          await dialog.getByRole('button', { name: outbox.discard, exact: true }).click();
        }
        await expect(page.getByText(outbox.leadNone)).toBeVisible({ timeout: 2_000 });
      }).toPass(WHOLE_TEST);
    },
    /** Words of everything that the list shows as sent. */
    async sentLabels(): Promise<string[]> {
      return await page.locator('li[data-entry="sent"]').allTextContents();
    },
    async discards(label: string) {
      await entry(label).getByRole('button', { name: outbox.discard }).click();
      await dialog.getByRole('button', { name: outbox.discard, exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
    /** Saves all that is unsent as a file; gives its path on this machine. */
    async savesUnsent(): Promise<string> {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: outbox.fileSave }).click();
      return await (await saved).path();
    },
    async takesUnsent(file: string) {
      const chosen = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: outbox.fileTake }).click();
      await (await chosen).setFiles(file);
    },
  };
}

/** Forms and cards while something waits. */
function offlineForms(page: Page) {
  const { dialog, entry } = offlineParts(page);

  return {
    /** The device says that it can do without a network, how much it keeps and of when. */
    async expectReadyLine() {
      await expect(
        page.getByText(/^Sẵn sàng khi mất mạng: [\d,.]+ [kM]B trên máy, cập nhật lúc/),
      ).toBeVisible(WHOLE_TEST);
    },
    async changes(label: string) {
      await entry(label).getByRole('button', { name: outbox.change }).click();
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
    async setsDay(day: string) {
      const field = dialog.getByLabel(pointActs.effectiveOn);
      const more = dialog.getByRole('button', { name: words.worklist.addWords });
      await expect(field.or(more).filter({ visible: true }).first()).toBeVisible();
      if (!(await field.isVisible())) await more.click();
      await field.fill(day);
      await field.blur();
    },
    async confirmsInForm() {
      await dialog.getByRole('button', { name: register.act.confirm_handover }).click();
    },
    /** Says at the place itself that the confirmation is not sent yet: for want of a network, or by another cause. */
    async expectUnsentOnCard(name: string, how: 'waitsHere' | 'blockedHere') {
      const card = page
        .getByRole('listitem')
        .filter({ has: page.getByRole('heading', { name, level: 2 }) })
        .filter({ hasText: words.worklist.kind.handover });
      const act = register.act.confirm_handover;
      await expect(card.getByText(outbox[how]({ act }))).toBeVisible();
    },
  };
}

/** Signing out, updates, and what stays on the device. */
function offlineEnd(page: Page) {
  return {
    async expectWarnedAtSignOut(count: number) {
      const lead = outbox.signOutLead({ count: String(count) });
      await expect(page.getByRole('dialog', { name: outbox.signOutTitle })).toContainText(lead);
    },
    async signsOutAnyway() {
      await page.getByRole('button', { name: outbox.signOutAnyway }).click();
    },
    /** Until the page has come again, of the newer release. */
    async takesUpdate() {
      const update = page.getByRole('button', { name: outbox.update });
      await expect(update).toBeVisible(WHOLE_TEST);
      const again = page.waitForEvent('load', WHOLE_TEST);
      await update.click();
      await again;
    },
    /** Makes the device forget the server's time, like one that has never heard it. */
    async forgetsServerTime() {
      // Not at once: an answer that is on its way would bring it back.
      await page.addInitScript(() => localStorage.removeItem('dia-ban-clock'));
    },
    /** Everything that the browser keeps for the product, by name; but the device's own: look, words, time, head of the log. */
    async leftOnDevice(): Promise<string[]> {
      const found = await page.evaluate(async () => [
        ...(await caches.keys()),
        ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
        ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
        ...Object.keys(localStorage),
        ...Object.keys(sessionStorage),
      ]);
      return found.filter(
        (name) => !/^dia-ban-(clock|last-contact|language|color-scheme|log-head)$/.test(name),
      );
    },
  };
}
