import { afterAll, beforeAll, expect, it } from 'vitest';

import type { TransactionSql } from '#server/db/client.ts';
import {
  countPaperReviews,
  listClassified,
  listClosedTips,
  listFacts,
  listOwnLooks,
  listParted,
  listSuspicions,
  listTimedActs,
} from '#server/features/questions/conduct-queries.ts';
import type { CaseRow } from '#server/features/questions/conduct-rules.ts';
import { listSetRules } from '#server/features/questions/queries.ts';
import {
  addCheck,
  addEvent,
  addHandover,
  addPlace,
  addSignal,
  openFiguresCity,
  type FiguresCity,
} from '#tests/support/database/figures-city.ts';
import { addTip, addTipStep } from '#tests/support/database/figures-tips.ts';

const MARCH = { from: '2026-03-01', to: '2026-03-31' };

let city: FiguresCity;
beforeAll(async () => {
  city = await openFiguresCity();
});
afterAll(() => city.database.close());

/** The days of cases, with a mark at each hit. */
const marked = (rows: readonly CaseRow[]) =>
  rows.map(({ on, hit }) => `${on}${hit ? ' hit' : ''}`).toSorted();
/** Judges the closing of a tip by a day of entry, as a step would. */
async function closeTip(
  sql: TransactionSql,
  communeId: number,
  day: { due: string; typed: string; entered: string; by?: 'analyst' | 'leader' },
): Promise<string> {
  const { due, typed, entered, by } = day;
  const code = await addTip(sql, communeId, {
    receivedOn: '2026-02-20',
    dueOn: due,
    handledOn: typed,
  });
  await sql`update tip set counted_handled_on = ${entered} where code = ${code}`;
  const step = { kind: 'handled', on: typed, recordedOn: entered };
  await addTipStep(sql, code, by === undefined ? step : { ...step, by });
  return code;
}

it('a tip is in time by the typed day alone where it was entered after its due day for a day before', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const due = '2026-03-10';
    await closeTip(sql, here, { due, typed: '2026-03-08', entered: '2026-03-15' });
    await closeTip(sql, here, { due, typed: '2026-03-09', entered: '2026-03-10' });
    await closeTip(sql, here, { due, typed: '2026-03-11', entered: '2026-03-15' });
    await closeTip(sql, here, { due, typed: '2026-03-05', entered: '2026-03-20', by: 'analyst' });
    await closeTip(sql, here, { due, typed: '2026-02-28', entered: '2026-03-20' });
    return listTimedActs(sql, MARCH);
  });
  expect(marked(rows)).toEqual(['2026-03-08 hit', '2026-03-09', '2026-03-11']);
  expect(rows.find(({ hit }) => hit)).toMatchObject({
    communeId: here,
    pointId: null,
    settledOn: '2026-03-15',
    thenOn: '2026-03-15',
  });
});

it('an answer to a hand-over is judged likewise, until somebody else has seen its paper, and not once it is annulled', async () => {
  const { here, there } = city;
  const { rows, before, after } = await city.inRolledBack(async (sql) => {
    const answered = async (answeredOn: string, recordedOn: string) => {
      const pointId = await addPlace(sql, there, {
        cycles: [{ openedOn: '2025-08-01', eliminatedOn: '2025-09-01' }],
        touches: here,
      });
      const part = { dueOn: '2026-03-10', answeredOn };
      const handoverId = await addHandover(sql, { pointId, communeId: here }, part);
      const eventId = await addEvent(sql, pointId, {
        kind: 'handover_confirmed',
        on: answeredOn,
        recordedAt: `${recordedOn}T03:00:00Z`,
        detail: { handoverId },
        by: 'leader',
      });
      return { pointId, eventId };
    };
    await answered('2026-03-02', '2026-03-12');
    await answered('2026-03-03', '2026-03-03');
    const seen = await answered('2026-03-04', '2026-03-12');
    const counted = await countPaperReviews(sql);
    await sql`
      insert into paper_review (event_id, verdict, reviewed_by, reviewed_at)
      values (${seen.eventId}, 'seen', 'seed.analyst', '2026-03-13T03:00:00Z')`;
    const annulled = await answered('2026-03-05', '2026-03-12');
    await addEvent(sql, annulled.pointId, {
      kind: 'annulled',
      on: '2026-03-14',
      corrects: annulled.eventId,
    });
    return {
      rows: await listTimedActs(sql, MARCH),
      before: counted,
      after: await countPaperReviews(sql),
    };
  });
  expect(marked(rows)).toEqual(['2026-03-02 hit', '2026-03-03', '2026-03-04']);
  expect(after).toBe(before + 1);
});

it('a classification names the kind before it, and is left out where that is not known', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const tip = () => addTip(sql, here, { receivedOn: '2026-02-20', dueOn: '2026-03-10' });
    const twice = await tip();
    const received = { kind: 'received', on: '2026-02-20' };
    await addTipStep(sql, twice, { ...received, detail: { kind: 'crime_information' } });
    const to = (kind: string) => ({ kind: 'classified', detail: { kind } });
    await addTipStep(sql, twice, { ...to('complaint'), on: '2026-03-02' });
    await addTipStep(sql, twice, { ...to('feedback'), on: '2026-03-03' });
    const byCity = await tip();
    await addTipStep(sql, byCity, { ...received, detail: { kind: 'complaint' } });
    await addTipStep(sql, byCity, { ...to('feedback'), on: '2026-03-04', by: 'analyst' });
    const old = await tip();
    await addTipStep(sql, old, { ...received, detail: { channel: 'hotline' } });
    await addTipStep(sql, old, { ...to('feedback'), on: '2026-03-05' });
    return listClassified(sql, MARCH);
  });
  expect(rows.map(({ on, fromKind, toKind }) => `${on} ${fromKind} ${toKind}`).toSorted()).toEqual([
    '2026-03-02 crime_information complaint',
    '2026-03-03 complaint feedback',
  ]);
});

it('a tip is passed on in its last days from the third day before its due day on, by the clock', async () => {
  const { here, there } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const passed = async (on: string, recordedOn = on, by?: 'analyst') => {
      const code = await addTip(sql, there, { receivedOn: '2026-02-20', dueOn: '2026-03-10' });
      const step = { kind: 'transferred', on, recordedOn, detail: { from: here, to: there } };
      await addTipStep(sql, code, by === undefined ? step : { ...step, by });
    };
    await passed('2026-03-07');
    await passed('2026-03-08');
    await passed('2026-03-11');
    // Said to have been passed on in good time, and entered on the last day.
    await passed('2026-03-02', '2026-03-10');
    await passed('2026-03-09', '2026-03-09', 'analyst');
    await closeTip(sql, here, { due: '2026-03-10', typed: '2026-03-06', entered: '2026-03-06' });
    return listParted(sql, MARCH, 3);
  });
  expect(rows.every(({ communeId }) => communeId === here)).toBe(true);
  expect(marked(rows)).toEqual([
    '2026-03-02 hit',
    '2026-03-06',
    '2026-03-07',
    '2026-03-08 hit',
    '2026-03-11 hit',
  ]);
});

it('a tip that another commune took is passed on by whom it was asked, on the day of the question', async () => {
  const { here, there } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const taken = async (on: string, role: 'leader' | 'analyst') => {
      const code = await addTip(sql, there, { receivedOn: '2026-02-20', dueOn: '2026-03-10' });
      const [asked] = await sql<{ id: number }[]>`
        insert into tip_transfer (
          tip_id, from_commune_id, to_commune_id, asked_by, asked_role, asked_on, asked_at
        )
        select
          tip.id, ${here}, ${there}, ${`seed.${role}`}, ${role}, ${on}, ${`${on}T05:00:00.000Z`}
        from tip where code = ${code}
        returning id`;
      const detail = { from: here, to: there, transferId: asked?.id ?? 0 };
      await addTipStep(sql, code, { kind: 'transferred', on: '2026-03-09', detail });
    };
    await taken('2026-03-02', 'leader');
    await taken('2026-03-09', 'leader');
    await taken('2026-03-09', 'analyst');
    return listParted(sql, MARCH, 3);
  });
  expect(marked(rows)).toEqual(['2026-03-09', '2026-03-09 hit']);
});

it('a tip is one’s own where the person who closed it had taken it in', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const given = { due: '2026-03-10', entered: '2026-03-06' };
    const own = await closeTip(sql, here, { ...given, typed: '2026-03-05' });
    await sql`update tip set received_by = 'seed.leader' where code = ${own}`;
    await closeTip(sql, here, { ...given, typed: '2026-03-06' });
    return listClosedTips(sql, MARCH);
  });
  expect(marked(rows)).toEqual(['2026-03-05 hit', '2026-03-06']);
});

it('a look of the commune is backdated where it was entered later and nobody else has seen it', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const closed = { cycles: [{ openedOn: '2025-08-01', eliminatedOn: '2025-09-01' }] };
    const pointId = await addPlace(sql, here, closed);
    const later = '2026-03-20T03:00:00Z';
    await addCheck(sql, pointId, '2026-03-02', 'no_sign', { by: 'leader', recordedAt: later });
    await addCheck(sql, pointId, '2026-03-03', 'no_sign', { by: 'leader' });
    await addCheck(sql, pointId, '2026-03-04', 'no_sign', { by: 'analyst', recordedAt: later });
    return listOwnLooks(sql, MARCH);
  });
  expect(marked(rows)).toEqual(['2026-03-02 hit', '2026-03-03']);
});

it('facts are recurrences, hand-overs taken and signs; a hit was declared mistaken', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const pointId = await addPlace(sql, here);
    const recurred = await addEvent(sql, pointId, {
      kind: 'recurrence_confirmed',
      on: '2026-03-02',
    });
    await addEvent(sql, pointId, { kind: 'handover_confirmed', on: '2026-03-03' });
    await addCheck(sql, pointId, '2026-03-04', 'signs');
    await addCheck(sql, pointId, '2026-03-05', 'no_sign');
    await addEvent(sql, pointId, { kind: 'eliminated', on: '2026-03-06' });
    const annulment = { kind: 'annulled', on: '2026-04-02', recordedAt: '2026-04-02T03:00:00Z' };
    await addEvent(sql, pointId, { ...annulment, corrects: recurred });
    return listFacts(sql, MARCH);
  });
  expect(marked(rows)).toEqual(['2026-03-02 hit', '2026-03-03', '2026-03-04']);
  expect(rows.find(({ hit }) => hit)).toMatchObject({
    settledOn: '2026-04-02',
    thenOn: '2026-04-02',
  });
});

it('a suspicion is a hit where its place was delisted while it was open or within the days after it', async () => {
  const { here } = city;
  const rows = await city.inRolledBack(async (sql) => {
    const suspected = async (
      occurredOn: string,
      state: 'suspected' | 'rejected',
      delistedOn: string | null,
    ) => {
      const pointId = await addPlace(sql, here);
      await addSignal(sql, pointId, { state, occurredOn });
      if (delistedOn === null) return pointId;
      await addEvent(sql, pointId, { kind: 'delisted', on: delistedOn });
      return pointId;
    };
    await suspected('2026-03-01', 'suspected', '2026-06-20');
    await suspected('2026-03-02', 'rejected', '2026-05-31');
    await suspected('2026-03-03', 'rejected', '2026-06-02');
    await suspected('2026-03-04', 'rejected', '2026-03-03');
    await suspected('2026-03-05', 'suspected', null);
    return listSuspicions(sql, MARCH, 90);
  });
  expect(marked(rows)).toEqual([
    '2026-03-01 hit',
    '2026-03-02 hit',
    '2026-03-03',
    '2026-03-04',
    '2026-03-05',
  ]);
  expect(rows.find(({ on }) => on === '2026-03-05')?.settledOn).toBe('2026-06-03');
});

it('a rule that somebody set stands beside the one that it replaced', async () => {
  const rows = await city.inRolledBack(async (sql) => {
    const set = (on: string, days: number, by: string | null) => sql`
      insert into setting (key, valid_from, value, origin, set_by, set_at)
      values (
        'signal.flag', ${on}, ${`{"expiryDays": ${days}, "undoMinutes": 60}`}::text::jsonb, 'thử',
        ${by}, '2026-01-01T03:00:00Z'
      )`;
    await set('2026-02-27', 85, 'seed.coordinator');
    await set('2026-03-02', 80, 'seed.coordinator');
    // It came with the system: nobody set it.
    await set('2026-03-03', 60, null);
    await set('2026-04-01', 50, 'seed.coordinator');
    return listSetRules(sql, MARCH);
  });
  expect(rows.map(({ validFrom, value, before }) => [validFrom, loosensBy(value, before)])).toEqual(
    [['2026-03-02', -5]],
  );
});

const loosensBy = (value: string, before: string) =>
  JSON.parse(value).expiryDays - JSON.parse(before).expiryDays;
