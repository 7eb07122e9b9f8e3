import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { Me } from '#server/contract/account.ts';
import { samplePoint, sampleSignal } from '#tests/support/points/sample-point.ts';

import { chosenSignal, firstSignal, signalLines } from './signal-field.tsx';

const words = { text: vi, format: makeFormat('vi', vi.common), me: {} as Me };

it('the signal to decide on is at first the first open one of another person', () => {
  const signals = [
    sampleSignal({ id: 1, raisedByMe: true }),
    sampleSignal({ id: 2, state: 'confirmed' }),
    sampleSignal({ id: 3 }),
    sampleSignal({ id: 4 }),
  ];
  expect(firstSignal(samplePoint({ signals }))).toBe(3);
  expect(firstSignal(samplePoint({ signals: signals.slice(0, 2) }))).toBeNull();
});

it('the signal that is chosen is shown with its day and where it is from', () => {
  const signals = [sampleSignal({ id: 3 }), sampleSignal({ id: 4, occurredOn: '2026-04-05' })];
  const point = samplePoint({ signals });
  const chosen = chosenSignal(point, { signal: 4 });
  expect(chosen?.id).toBe(4);
  expect(signalLines(chosen, words)).toEqual([
    { label: 'Dấu hiệu', value: 'ngày 05/04/2026, phát hiện khi kiểm tra' },
  ]);
  expect(signalLines(chosenSignal(point, { signal: null }), words)).toEqual([]);
});
