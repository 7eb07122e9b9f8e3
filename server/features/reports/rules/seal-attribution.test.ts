import { expect, it } from 'vitest';

import type { AttributionLedger } from '#server/contract/attribution.ts';

import { sealAttribution } from './seal-attribution.ts';

const owner = (type: 'phuong' | 'xa', name: string) => ({ type, name });
const LEDGER = {
  point: { id: 77, code: 'DP-00077', name: 'Nhà nghỉ Thử', category: 'lodging' },
  today: '2026-06-14',
  items: [
    {
      number: 2,
      recurredOn: '2026-05-02',
      owners: [owner('phuong', 'Hoàn Kiếm'), owner('xa', 'Ba Vì')],
      basis: 'received',
    },
    { number: 1, recurredOn: '2025-03-01', owners: [], basis: 'not_received' },
  ],
} as unknown as AttributionLedger;

it('who answers for the recurrences of a point is told from the oldest, by the code of the point alone', () => {
  const sealed = sealAttribution(LEDGER, '2026-06-14T01:00:00.000Z');
  expect(sealed.rows).toEqual([
    ['2025-03-01', null, { word: 'not_received' }],
    ['2026-05-02', 'Phường Hoàn Kiếm, Xã Ba Vì', { word: 'received' }],
  ]);
  expect(sealed).toMatchObject({
    subject: 'attribution',
    dataCutOff: '2026-06-14T01:00:00.000Z',
    from: null,
    to: '2026-06-14',
    n: [{ what: 'recurrences', count: 2 }],
    parameters: [{ word: 'of_point', value: 'DP-00077' }],
    rowsLeftOut: 0,
  });
  expect(JSON.stringify(sealed)).not.toContain('Nhà nghỉ Thử');
});
