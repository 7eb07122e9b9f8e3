import { expect, type Page } from '@playwright/test';

import { format, words } from '#tests/e2e/words.ts';

/** The bell with its number, and the list of notices behind it. */
export function noticesDriver(page: Page) {
  const { notices: own } = words;
  const bell = page.getByRole('link', { name: new RegExp(`^${own.title}`) });
  const row = (text: string) =>
    page.getByRole('listitem').getByRole('link').filter({ hasText: text });

  return {
    /** Number of unread notices that the bell shows; 0 where it shows none. */
    async expectUnread(count: number) {
      const name = count === 0 ? own.title : `${own.title}, ${unreadWords(count)}`;
      await expect(bell).toHaveAccessibleName(name);
    },
    /** The number at the bell, once the bell has asked for it. */
    async unread(): Promise<number> {
      const answer = await page.request.get('/api/me/notices');
      const { unread } = (await answer.json()) as { unread: number };
      await this.expectUnread(unread);
      return unread;
    },
    async opensList() {
      await bell.click();
      await expect(page.getByRole('heading', { name: own.title, level: 1 })).toBeVisible();
    },
    /** A notice with the sentence, marked as unread, or not. */
    async expectRow(sentence: string, state: 'read' | 'unread') {
      await expect(row(sentence)).toHaveAttribute('data-unread', String(state === 'unread'));
    },
    async opens(sentence: string) {
      await row(sentence).click();
    },
    async readsAll() {
      await page.getByRole('button', { name: own.readAll }).click();
      await expect(page.getByRole('button', { name: own.readAll })).toHaveCount(0);
    },
  };
}

function unreadWords(count: number): string {
  return words.notices.unread({ count: format.number(count, 0) });
}
