import { expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import { sampleEvent } from '#tests/support/points/sample-point.ts';

import { checkDetails } from './check-details.ts';

const words = { text: vi, format: makeFormat('vi', vi.common) };
const detailsOf = (detail: Record<string, unknown>, kind: 'checked' | 'corrected' = 'checked') =>
  checkDetails(sampleEvent({ kind, detail }), words).map(({ label, value }) => [label, value]);

it('the record of a look shows the obstacle, the moment, the distance and the next try', () => {
  const detail = {
    obstacle: 'closed',
    checkedAt: '2026-11-24T03:04:00.000Z',
    distanceMetres: 120,
    accuracyMetres: 15,
    retryOn: '2026-11-27',
  };
  expect(detailsOf(detail)).toEqual([
    ['Lý do', 'Cơ sở đóng cửa'],
    ['Lúc', '24/11/2026 10:04'],
    ['Khoảng cách khi ghi', '120 m (± 15 m)'],
    ['Hẹn lại', '27/11/2026'],
  ]);
  expect(detailsOf(detail, 'corrected')).toEqual([]);
});

it('the record of a look leaves out what was not recorded', () => {
  const nothing = { obstacle: null, checkedAt: null, retryOn: null };
  expect(detailsOf(nothing)).toEqual([]);
  expect(detailsOf({ ...nothing, distanceMetres: 0, accuracyMetres: null })).toEqual([
    ['Khoảng cách khi ghi', '0 m'],
  ]);
  // Older records hold other words here.
  expect(detailsOf({ ...nothing, obstacle: 'mưa', retryOn: 'sớm' })).toEqual([]);
});
