import { describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { TransactionSql } from '#server/db/client.ts';
import type { PointState } from '#server/features/life-cycle/rules.ts';
import { sampleHandover } from '#tests/support/points/sample-point.ts';

import type { EndOfPart } from './queries.ts';
import { explainEnd, shownHandovers } from './read-handovers.ts';

const LEADER = { accountId: 'leader', role: 'leader', communeIds: [1] } as unknown as Actor;
const STATE: PointState = {
  status: 'eliminated',
  cycle: 1,
  merged: false,
  removed: false,
  proposedBy: null,
  handovers: [],
  openSuspicionsRaisedBy: [],
  lastStatusOn: '2026-03-01',
};

const shownOn = (today: string, state: 'pending' | 'confirmed' = 'pending') => {
  const row = { ...sampleHandover({ state, answerDueOn: '2026-03-08' }), proposedById: 'analyst' };
  return shownHandovers([row], LEADER, { state: STATE, today })[0]?.answerOverdueDays;
};

it('an answer is overdue from the day after it was due, and no more once it is given', () => {
  expect(shownOn('2026-03-08')).toBeNull();
  expect(shownOn('2026-03-09')).toBe(1);
  expect(shownOn('2026-03-09', 'confirmed')).toBeNull();
});

it('each part is judged for itself: who may answer it, answer its refusal, or take it back', () => {
  const common = { attempt: 1, abolished: false, proposedOn: '2026-03-01', respondedOn: null };
  const part = (id: number, communeId: number, state: 'pending' | 'refused' = 'pending') => ({
    ...common,
    id,
    communeId,
    state,
    proposedBy: 'analyst',
    answeredBy: state === 'refused' ? 'leader' : null,
  });
  const handovers = [part(1, 1), part(2, 2), part(3, 3, 'refused')];
  const rows = [1, 2, 3].map((id) => ({
    ...sampleHandover({ id, answerDueOn: null }),
    proposedById: id === 2 ? 'analyst' : 'another',
  }));
  const shownTo = (role: 'leader' | 'analyst') => {
    const actor = { accountId: role, role, communeIds: role === 'leader' ? [1] : [] };
    const standing = { state: { ...STATE, handovers }, today: '2026-03-02' };
    return shownHandovers(rows, actor as unknown as Actor, standing);
  };
  expect(shownTo('leader').map(({ whyNotAnswer }) => whyNotAnswer)).toEqual([
    null,
    'handover.other_commune',
    'handover.not_pending',
  ]);
  const analyst = shownTo('analyst');
  expect(analyst.map(({ whyNotRespond }) => whyNotRespond)).toEqual([
    'handover.not_refused',
    'handover.not_refused',
    null,
  ]);
  expect(analyst.map(({ whyNotWithdraw }) => whyNotWithdraw)).toEqual([
    null,
    null,
    'handover.not_pending',
  ]);
  expect(analyst.map(({ proposedByMe }) => proposedByMe)).toEqual([false, true, false]);
  expect(analyst.every((one) => !('proposedById' in one))).toBe(true);
  expect(analyst.map(({ answerOverdueDays }) => answerOverdueDays)).toEqual([null, null, null]);
});

/** A database that answers every question with the same rows. */
const answering = (...rows: object[]) => (async () => rows) as unknown as TransactionSql;

describe('who came second is told', () => {
  const AT = '2026-03-08T03:00:00.000Z';
  const told = async (
    kind: EndOfPart['kind'],
    communeType: EndOfPart['communeType'] = 'phuong',
  ) => {
    const end = { kind, recordedAt: AT, actorRole: 'leader', communeName: 'Minh Họa', communeType };
    return explainEnd(1)('handover.not_pending', answering(end));
  };
  const role = 'leader';

  it('which commune said yes or no, and when', async () => {
    const confirmedBy = 'phường Minh Họa';
    expect(await told('handover_confirmed')).toEqual({
      outcome: 'confirmed',
      role,
      confirmedBy,
      at: AT,
    });
    for (const kind of ['handover_refused', 'successor_refused'] as const) {
      const refusedBy = 'xã Minh Họa';
      expect(await told(kind, 'xa')).toEqual({ outcome: 'refused', role, refusedBy, at: AT });
    }
  });

  it('when the proposal was taken back, and which commune is no more', async () => {
    expect(await told('handover_withdrawn')).toEqual({
      outcome: 'withdrawn',
      role,
      withdrawnAt: AT,
    });
    const lapsedCommune = 'xã Minh Họa';
    expect(await told('successor_asked', 'xa')).toEqual({
      outcome: 'successor_asked',
      role,
      lapsedCommune,
      at: AT,
    });
  });

  it('nothing more where another reason stands in the way, or nothing ended it', async () => {
    const unread = (async () => {
      throw new Error('nothing is to be read');
    }) as unknown as TransactionSql;
    expect(await explainEnd(1)('handover.other_commune', unread)).toEqual({});
    expect(await explainEnd(1)('handover.not_pending', answering())).toEqual({});
  });
});
