import { expect, type Locator, type Page } from '@playwright/test';

import type { WorkKind } from '#server/contract/worklist.ts';
import { waitForFrame } from '#tests/e2e/first-frame.ts';
import { format, words } from '#tests/e2e/words.ts';

import { thumbsDriver } from './thumbs-driver.ts';

/** Presses a target, and counts it. */
type Press = (target: Locator) => Promise<void>;
type Refusal = keyof typeof words.pointActs.refusals;

const { worklist, common, register, replies, pointActs } = words;

/** Answers the work that waits for the reader; counts every press, as a thumb would. */
export function worklistDriver(page: Page) {
  let presses = 0;
  const press: Press = async (target) => {
    presses += 1;
    await target.click();
  };
  return {
    ...worklistCards(page),
    ...worklistForms(page, press),
    ...worklistAfter(page),
    get presses() {
      return presses;
    },
  };
}

/** The places on the screen that several parts of the driver use. */
function worklistParts(page: Page) {
  // Items that wait for others stand in a list of their own, behind that of the reader.
  const ownList = page.getByRole('list', { name: worklist.list });
  const list = ownList.or(page.getByRole('list', { name: worklist.othersList }));
  const dialog = page.getByRole('dialog');
  const card = (name: string, kind: WorkKind) =>
    list
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name, level: 2 }) })
      .filter({ hasText: worklist.kind[kind] });
  /** The card, after as many further pages as it takes. */
  const find = async (name: string, kind: WorkKind) => {
    await expect(list.getByRole('listitem').first()).toBeVisible();
    const more = page.getByRole('button', { name: /^Xem thêm \(/ });
    while ((await card(name, kind).count()) === 0 && (await more.isVisible())) {
      const before = await list.getByRole('listitem').count();
      await more.click();
      await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThan(before);
    }
    return card(name, kind);
  };
  return { ownList, list, dialog, card, find };
}

/** The cards of the list. */
function worklistCards(page: Page) {
  const { ownList, list, card } = worklistParts(page);

  return {
    async expectPlaces() {
      await waitForFrame(
        page,
        `ol:is([aria-label="${worklist.list}"], [aria-label="${worklist.othersList}"]) > li`,
      );
    },
    async expectCard(name: string, kind: WorkKind) {
      await expect(card(name, kind)).toBeVisible();
    },
    async expectNoCard(name: string, kind: WorkKind) {
      await expect(list.or(page.getByText(worklist.emptyTitle)).first()).toBeVisible();
      await expect(card(name, kind)).toHaveCount(0);
    },
    async expectCountsForNobody(name: string) {
      await expect(card(name, 'handover')).toContainText(worklist.countsForNobody);
    },
    /** Each place once; those with a hand-over first, then those with something overdue. */
    async expectHandoversFirst() {
      const cards = await ownList.locator(':scope > li').evaluateAll((all) =>
        all.map((one) => ({
          place: one.getAttribute('data-place') ?? '',
          asked: (one.getAttribute('data-work') ?? '').startsWith('handover '),
          late: one.getAttribute('data-state') === 'overdue',
        })),
      );
      expect(new Set(cards.map(({ place }) => place)).size).toBe(cards.length);
      const ranks = cards.map(({ asked, late }) => (asked ? 0 : late ? 1 : 2));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      expect(ranks).toContain(0);
      expect(ranks).toContain(1);
      const places = format.number(cards.length, 0);
      await expect(page.getByText(new RegExp(` ${places} điểm đang chờ bạn`))).toBeVisible();
    },
    /** Its answer can be pressed without scrolling. */
    async expectOnFirstScreen(name: string) {
      const yes = card(name, 'handover').getByRole('button', { name: worklist.confirm });
      await expect(yes).toBeInViewport({ ratio: 1 });
    },
    /** The number beside the way there. */
    async expectBadge(count: number) {
      const name = new RegExp(`, ${worklist.badge({ count: format.number(count, 0) })}$`);
      await expect(
        page.getByRole('navigation', { name: common.navigation }).getByRole('link', { name }),
      ).toBeVisible();
    },
  };
}

/** Answers that a card asks for. */
function worklistForms(page: Page, press: Press) {
  const { dialog, card, find } = worklistParts(page);

  return {
    async startsConfirming(name: string) {
      const found = await find(name, 'handover');
      await press(found.getByRole('button', { name: worklist.confirm }));
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
    async startsRefusing(name: string) {
      const found = await find(name, 'handover');
      await press(found.getByRole('button', { name: worklist.refuse }));
      await expect(dialog.getByText(common.willRecord)).toBeVisible();
    },
    async startsReplying(name: string) {
      const own = card(name, 'reply');
      await press(
        own.getByRole('button', { name: new RegExp(`${worklist.reply}|${worklist.finishReply}`) }),
      );
      await expect(dialog.getByLabel(replies.words)).toBeVisible();
    },
    async choosesReason(reason: Refusal) {
      await press(dialog.getByRole('radio', { name: pointActs.refusals[reason] }));
    },
    async expectDraft(text: string | RegExp) {
      await expect(dialog.getByLabel(replies.words)).toHaveValue(text);
    },
    /** Adds what is usually left away: the number of a document, and a note. */
    async writesMore({ document, note }: { document: string; note: string }) {
      await press(dialog.getByRole('button', { name: worklist.addWords }));
      await dialog.getByLabel(pointActs.documentNumber).fill(document);
      await dialog.getByLabel(pointActs.note).fill(note);
    },
    async recordsConfirmation() {
      await press(dialog.getByRole('button', { name: register.act.confirm_handover }));
    },
    async recordsRefusal() {
      await press(dialog.getByRole('button', { name: register.act.refuse_handover }));
    },
    async filesReply() {
      await press(dialog.getByRole('button', { name: replies.file }));
    },
  };
}

/** The outcome of a card. */
function worklistAfter(page: Page) {
  const { list, dialog, find } = worklistParts(page);

  return {
    async expectDone() {
      await expect(dialog).toHaveCount(0);
    },
    /** Somebody else answered meanwhile: said with the person and the time, and nothing left to press. */
    async expectAnsweredMeanwhile(what: 'handover_confirmed' | 'handover_refused', who: RegExp) {
      const notice = dialog.getByRole('alert').filter({ hasText: worklist.answeredTitle });
      await expect(notice).toContainText(register.event[what]);
      await expect(notice).toContainText(who);
      await expect(notice).toContainText(/\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/);
    },
    async expectCannotConfirm() {
      await expect(
        dialog.getByRole('button', { name: register.act.confirm_handover }),
      ).toBeDisabled();
    },
    async opensOnMap(name: string, kind: WorkKind) {
      const found = await find(name, kind);
      await found.getByRole('link', { name: worklist.onMap }).click();
    },
    /** Name and acts of the first card that are not on the screen whole. */
    async firstCardOutOfSight(): Promise<string[]> {
      const parts = ':scope > div:first-child > *, :scope > :nth-child(2) button';
      return thumbsDriver(page).outOfSight('[data-place]', parts);
    },
    async waitsForList() {
      await expect(list.getByRole('listitem').first()).toBeVisible();
    },
  };
}
