// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';

import { showForm, type ShownForm } from '#tests/support/browser/shown-form.tsx';

import { PeriodBrush } from './period-brush.tsx';
import type { Period } from './slider-dates.ts';

/** A line of one hundred days, as many pixels long. */
const RANGE = { first: '2026-01-01', last: '2026-04-11' };
let shown: ShownForm;
let chosen: Period[];

beforeEach(async () => {
  chosen = [];
  shown = await showForm(
    <PeriodBrush
      period={null}
      range={RANGE}
      day="2026-03-01"
      onPeriod={(period) => chosen.push(period)}
    >
      {null}
    </PeriodBrush>,
  );
  const line = document.querySelector<HTMLElement>('[data-brush]');
  if (line === null) throw new Error('no line');
  line.setPointerCapture = () => undefined;
  line.getBoundingClientRect = () => new DOMRect(0, 0, 100, 10);
});
afterEach(() => shown.close());

function send(kind: string, clientX: number): void {
  document
    .querySelector('[data-brush]')
    ?.dispatchEvent(new PointerEvent(kind, { bubbles: true, clientX, pointerId: 1 }));
}
/** Sends one event, and draws the page after it. */
const point = (kind: string, clientX: number) => act(async () => send(kind, clientX));

async function drag(from: number, to: number): Promise<void> {
  await point('pointerdown', from);
  await point('pointermove', to);
  await point('pointerup', to);
}

it('takes the same period from a drag in either direction', async () => {
  await drag(10, 30);
  await drag(30, 10);
  const period = { from: '2026-01-11', to: '2026-01-31' };
  expect(chosen).toEqual([period, period]);
});

it('takes nothing from a press without a move, nor from a drag that was broken off', async () => {
  await point('pointerdown', 10);
  await point('pointerup', 10);
  await point('pointerdown', 10);
  await point('pointermove', 30);
  await point('pointercancel', 30);
  await point('pointerup', 30);
  expect(chosen).toEqual([]);
});

it('takes the last move of a drag, although it is not on the screen yet', async () => {
  await point('pointerdown', 10);
  await point('pointermove', 20);
  await act(async () => {
    send('pointermove', 30);
    send('pointerup', 30);
  });
  expect(chosen).toEqual([{ from: '2026-01-11', to: '2026-01-31' }]);
});
