import { describe, expect, it } from 'vitest';

import { vi } from '#client/i18n/vi.ts';
import type { Entry } from '#client/offline/outbox/entry.ts';
import type { BatchAct } from '#server/contract/act-batch.ts';

import { sortActs, undoEntry } from './undo-batch-dialog.tsx';

const batchAct = (more: Partial<BatchAct> = {}): BatchAct => ({
  eventId: 1,
  pointId: 7,
  code: 'DP-00007',
  officialName: 'Nhà nghỉ Minh Họa',
  kind: 'recognised',
  effectiveOn: '2026-03-01',
  version: 3,
  why: null,
  standing: [],
  effects: [],
  needsDocument: false,
  takesTwo: false,
  ownUntil: null,
  way: 'annul',
  handoverId: null,
  undone: false,
  ...more,
});

const entry = (state: Entry['state'], undoes: number | undefined): Entry =>
  ({
    id: `${state}-${undoes}`,
    kind: 'many-acts',
    state,
    context: { batch: 'b', undoes },
  }) as Entry;

const ids = (acts: readonly BatchAct[]) => acts.map(({ eventId }) => eventId);

describe('the undoing of a batch', () => {
  it('takes the acts that may be undone and are not undone yet', () => {
    const acts = [
      batchAct(),
      batchAct({ eventId: 2, why: 'annulment.own_too_late' }),
      batchAct({ eventId: 3, why: 'annulment.annulled_already', undone: true }),
    ];
    const { may, mayNot, undone } = sortActs(acts, []);
    expect([ids(may), ids(mayNot), ids(undone)]).toEqual([[1], [2], [3]]);
  });

  it('leaves out what an earlier press has on its way, and replaces what was refused', () => {
    const acts = [1, 2, 3, 4, 5].map((eventId) => batchAct({ eventId }));
    const entries = [
      entry('waiting', 1),
      entry('sending', 2),
      entry('refused', 3),
      entry('sent', 4),
      entry('waiting', undefined),
    ];
    const { may, onTheirWay, refused } = sortActs(acts, entries);
    expect([ids(may), ids(onTheirWay)]).toEqual([
      [3, 4, 5],
      [1, 2],
    ]);
    expect(refused.map(({ id }) => id)).toEqual(['refused-3']);
  });

  it('annuls an act by its event, and withdraws a proposal by its hand-over', () => {
    const given = { batch: 'b', today: '2026-11-27', text: vi };
    const words = { reason: 'Ghi nhầm.', documentNumber: null };
    expect(undoEntry(batchAct(), words, given)).toMatchObject({
      path: '/api/events/1/annul',
      body: { version: 3, ...words },
      lane: 'point:7',
      context: { batch: 'b', undoes: 1 },
    });
    const proposal = batchAct({ way: 'withdraw', handoverId: 9 });
    expect(undoEntry(proposal, words, given)).toMatchObject({
      path: '/api/handovers/9/withdraw',
      body: { effectiveOn: '2026-11-27', ...words },
    });
  });
});
