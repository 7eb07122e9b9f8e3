import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { MatchingParameters } from '#server/contract/signal-parameters.ts';
import { asSystem } from '#server/db/transaction.ts';
import {
  matchSignal,
  matchWaiting,
  requeueSignalsAround,
} from '#server/features/signals/match-commands.ts';
import { readMatchingParameters } from '#server/settings/signal-settings.ts';
import {
  act,
  active,
  IN_BA_VI,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { east, signalActs, TODAY } from '#tests/support/signals/signal-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let acts: ReturnType<typeof signalActs>;
beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  acts = signalActs(by);
});
afterAll(() => test.close());

/** Matches a signal again by measures that differ from those in force. */
function matchBy(signalId: number, radius: Partial<MatchingParameters['radius']>) {
  return asSystem(test.database, async (sql) => {
    const measures = await readMatchingParameters(sql, TODAY);
    const changed = { ...measures, radius: { ...measures.radius, ...radius } };
    return matchSignal(sql, test.deps, signalId, changed);
  });
}
const closedLater = async (at: [number, number], category = 'NN') => {
  const open = await active(by, { category, geometry: { type: 'Point', coordinates: at } });
  return async () =>
    act(by.analyst, await acts.pointNow(by.analyst, open.id), 'eliminate', {
      effectiveOn: '2026-03-01',
    });
};

describe('a signal that is matched again', () => {
  it('lapses where the measures do not reach it any more, and begins anew where they do', async () => {
    const { point, signal } = await acts.suspected();
    const before = await acts.pointNow(by.analyst, point.id);
    expect(before.events[0]).toMatchObject({
      effectiveOn: '2026-06-01',
      cycle: 1,
      detail: { signalId: signal.id, origin: 'reported', grade: 'near' },
    });
    const small = { business: 1, vicinityFactor: 1, unknownErrorMetres: 1 };
    expect(await matchBy(signal.id, { ...small, unknownErrorMetres: 0 })).toEqual([point.id]);
    const lapsed = await acts.pointNow(by.analyst, point.id);
    expect(lapsed.version).toBe(before.version + 1);
    expect(lapsed.flags).not.toContain('suspected');
    expect(lapsed.events[0]).toMatchObject({
      kind: 'suspicion_lapsed',
      effectiveOn: TODAY,
      actorRole: 'system',
      detail: { signalId: signal.id, cause: 'measures' },
    });
    expect(await acts.detail(by.analyst, signal.id)).toMatchObject({
      state: 'unmatched',
      pointId: null,
    });
    // Nothing has changed since: nothing more is written.
    expect(await matchBy(signal.id, { ...small, unknownErrorMetres: 0 })).toEqual([]);
    expect(await matchBy(signal.id, {})).toEqual([point.id]);
    const again = await acts.pointNow(by.analyst, point.id);
    expect(again.events[0]).toMatchObject({ kind: 'recurrence_suspected' });
    expect(again.flags).toContain('suspected');
    expect(await matchBy(signal.id, {})).toEqual([]);
    expect((await acts.pointNow(by.analyst, point.id)).version).toBe(again.version);
  });

  it('is left to a person once its place has come back in another way', async () => {
    const { point, signal } = await acts.suspected();
    await act(by.analyst, await acts.pointNow(by.analyst, point.id), 'mark-recurring', {
      effectiveOn: TODAY,
      grounds: 'Kiểm tra thấy hoạt động trở lại.',
    });
    const { state } = await acts.detail(by.analyst, signal.id);
    expect(await matchBy(signal.id, { business: 1, unknownErrorMetres: 0 })).toEqual([]);
    expect((await acts.detail(by.analyst, signal.id)).state).toBe(state);
  });
});

describe('a signal without a place', () => {
  it('follows the category of its tip once that is settled, unless it is a suspicion already', async () => {
    const at = acts.spot();
    await acts.closedAt(at);
    const [other, vague] = [
      await acts.tell(at, { category: 'CC-CV' }),
      await acts.tell(east(at, 3), { category: 'KS' }),
    ];
    expect((await acts.signalOf(other.id)).state).toBe('unmatched');
    expect((await acts.signalOf(vague.id)).state).toBe('suspected');
    await test.database.sql`
      update tip set category = case when id = ${other.id} then 'KS' else 'CC-CV' end
      where id in (${other.id}, ${vague.id})`;
    expect(await matchWaiting(test.deps)).toBe(1);
    expect(await acts.signalOf(other.id)).toMatchObject({ state: 'suspected', category: 'KS' });
    expect(await acts.signalOf(vague.id)).toMatchObject({ state: 'suspected', category: 'KS' });
  });

  it('speaks of a closure in whose ring it lies as soon as the closure is recorded', async () => {
    const at = acts.spot();
    const close = await closedLater(at, 'CC-CV');
    // Beyond the radius of every kind of place, and within three times that of a public area.
    const tip = await acts.tell(east(at, 200), { category: 'CC-CV' });
    expect((await acts.signalOf(tip.id)).state).toBe('unmatched');
    const { id } = await close();
    expect(await acts.signalOf(tip.id)).toMatchObject({ state: 'vicinity', pointId: null });
    const [row] = await test.database.sql`
      select near_point_id from signal where tip_id = ${tip.id}`;
    expect(row).toEqual({ nearPointId: id });
  });

  it('in the ring of one place becomes a suspicion at a nearer one', async () => {
    const at = acts.spot();
    await acts.closedAt(at);
    const there = east(at, 60);
    const close = await closedLater(there);
    const tip = await acts.tell(there);
    expect((await acts.signalOf(tip.id)).state).toBe('vicinity');
    const { id } = await close();
    expect(await acts.signalOf(tip.id)).toMatchObject({ state: 'suspected', pointId: id });
  });

  describe.each([
    ['a place that is known to a kilometre only', { place: 1_000, signal: 10 }],
    ['the spot of a tip that is known to a kilometre only', { place: 10, signal: 1_000 }],
  ])('in %s', (_, error) => {
    // In a commune of its own, away from the places of all other tests.
    const at: [number, number] = [IN_BA_VI[0], IN_BA_VI[1] + (error.place === 10 ? 0.03 : 0)];
    const there = east(at, 900);
    const place = { geometry: { type: 'Point', coordinates: at }, category: 'CC-CV' };
    const told = { category: 'CC-CV', locationErrorMetres: error.signal };

    it('speaks of a closure that is recorded before or after it', async () => {
      const officer = await test.as('officer.ba.vi', { role: 'officer', communeCodes: ['09700'] });
      const away = { ...by, officer };
      const { tell } = signalActs(away);
      const open = await active(away, { ...place, locationErrorMetres: error.place });
      const before = await tell(there, told);
      expect((await acts.signalOf(before.id)).state).toBe('unmatched');
      await act(by.analyst, open, 'eliminate', { effectiveOn: '2026-03-01' });
      const after = await tell(there, told);
      for (const { id } of [before, after]) {
        expect(await acts.signalOf(id)).toMatchObject({ state: 'suspected', pointId: open.id });
      }
      // Marked once more, as after closures that were taken back, it is found by the place as well.
      await test.database.sql`
        update signal set state = 'unmatched', point_id = null, cycle = null, grade = null,
          distance_metres = null, radius_metres = null, uncertainty_metres = null, closed_on = null
        where tip_id = ${before.id}`;
      const { id } = await acts.signalOf(before.id);
      expect(await requeueSignalsAround(test.deps, [open.id])).toContain(id);
    });
  });
});

describe('a signal that was decided', () => {
  it('is not matched again', async () => {
    const { point, signal } = await acts.suspected();
    const back = await okPoint(await acts.decide(by.analyst, signal, 'confirm'));
    expect(await matchBy(signal.id, {})).toEqual([]);
    expect((await acts.pointNow(by.analyst, point.id)).version).toBe(back.version);
  });
});
