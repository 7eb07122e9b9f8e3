// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { hinted, type HintName } from '#client/ui/hinted.ts';
import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import HintGuide from './hint-guide.tsx';

const NAMES: readonly HintName[] = ['search', 'filters', 'time', 'menu'];

let shown: ShownForm;
let done: number;

/** A page without a time bar. */
function Page() {
  return (
    <main id="main">
      <h1>Bản đồ</h1>
      <button type="button" {...hinted('search')}>
        search
      </button>
      <button type="button" {...hinted('filters')}>
        filters
      </button>
      <button type="button" {...hinted('menu')}>
        menu
      </button>
      <HintGuide names={NAMES} onDone={() => (done += 1)} />
    </main>
  );
}

const card = () => document.querySelector('[role="dialog"]');
const words = () => card()?.textContent ?? '';
const button = (name: string) =>
  [...(card()?.querySelectorAll('button') ?? [])].find((one) => one.textContent === name);
const press = (name: string) => act(async () => button(name)?.click());
/** Waits in turns: React draws what happened in a turn when the turn is over. */
const expectWords = (...wanted: string[]) =>
  vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    for (const one of wanted) expect(words()).toContain(one);
  }, 5_000);

beforeEach(async () => {
  done = 0;
  // This document has no layout: what is in it counts as drawn.
  Element.prototype.getClientRects = () => [new DOMRect()] as unknown as DOMRectList;
  shown = await showForm(<Page />);
});
afterEach(() => shown.close());

it('speak of one control after the other, leave out a missing one, and end', async () => {
  await expectWords('Hướng dẫn 1/3', 'Tìm kiếm');
  expect(card()?.getAttribute('aria-labelledby')).toBe(card()?.querySelector('h2')?.id);
  await press('Tiếp');
  await expectWords('Hướng dẫn 2/3', 'Bộ lọc');
  await press('Tiếp');
  await expectWords('Hướng dẫn 3/3', 'Tài khoản của bạn');
  expect(button('Bỏ qua tất cả')).toBeUndefined();
  expect(done).toBe(0);
  await press('Xong');
  expect(done).toBe(1);
});

it('are all skipped by one press or by Escape', async () => {
  await expectWords('Tìm kiếm');
  await press('Bỏ qua tất cả');
  expect(done).toBe(1);
  await act(async () => {
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true });
    button('Tiếp')?.dispatchEvent(escape);
  });
  expect(done).toBe(2);
});

it('wait while the reader writes', async () => {
  shown.close();
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const field = document.body.appendChild(document.createElement('input'));
  field.focus();
  shown = await showForm(<Page />);
  const later = () => act(() => vi.advanceTimersByTimeAsync(5_000));
  await later();
  expect(card()).toBeNull();
  field.blur();
  await later();
  expect(words()).toContain('Tìm kiếm');
  vi.useRealTimers();
});
