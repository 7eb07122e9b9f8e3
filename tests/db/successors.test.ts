import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Actor } from '#server/contract/permission.ts';
import type { PointDetail } from '#server/contract/point.ts';
import { asSystem } from '#server/db/transaction.ts';
import { importBoundaries, undoBoundaries } from '#server/features/boundaries/commands.ts';
import { askSuccessors } from '#server/features/handovers/successor-commands.ts';
import { installReferenceData } from '#server/reference-data/install-reference-data.ts';
import { endEarlierCommunes } from '#server/reference-data/queries.ts';
import { addSuccessorCommune, giveTo } from '#tests/support/database/successor-communes.ts';
import { featureOf, geoJson } from '#tests/support/files/boundary-content.ts';
import { importOf } from '#tests/support/files/boundary-file.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  handedOver,
  handoverAsked,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const TODAY = '2026-11-24';
const ANALYST: Actor = {
  accountId: 'analyst',
  role: 'analyst',
  reach: 'city',
  communeIds: [],
};

let test: TestApp;
let by: People;
let formerId: number;
let successorId: number;
let successor: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  const [former] = await test.database.sql<{ id: number }[]>`
    select id from commune where code = '00070'`;
  formerId = former?.id ?? 0;
  successorId = await asSystem(test.database, (sql) => addSuccessorCommune(sql, '99070', TODAY));
  successor = await test.as('leader.successor', { role: 'leader', communeCodes: ['99070'] });
});
afterAll(() => test.close());

/** The point's commune is merged into another, today; whoever changed the areas asks for its successor. */
async function merged(point: PointDetail): Promise<{ asked: number; waiting: number }> {
  const found = await asSystem(test.database, async (sql) => {
    await giveTo(sql, point.id, successorId);
    await sql`update commune set valid_to = ${TODAY} where id = ${formerId}`;
    const result = await askSuccessors(sql, test.clock, null, [point.id]);
    await sql`update commune set valid_to = null where id = ${formerId}`;
    return result;
  });
  await test.deps.points.refresh([point.id]);
  return found;
}

/** A ring of 0.02 degrees a side, from its south-western corner. */
const squareAt = (west: number, south: number) => [
  [west, south],
  [west + 0.02, south],
  [west + 0.02, south + 0.02],
  [west, south + 0.02],
  [west, south],
];

async function adminAccount(): Promise<Actor> {
  const { account } = await test.as('admin');
  if (account === null) throw new Error('there is no administrator');
  return account;
}

const read = (point: PointDetail) => by.analyst.get(`/api/points/${point.id}`).then(okPoint);

describe('when a commune is merged into another', () => {
  it('a hand-over that waited for it waits for its successor, who alone may answer', async () => {
    const asked = await handoverAsked(by);
    expect(await merged(asked)).toEqual({ asked: 1, waiting: 0 });
    const point = await read(asked);
    expect(point.handovers).toMatchObject([
      { state: 'successor_asked', lapsedOn: TODAY, answeredOn: null },
      {
        state: 'pending',
        successor: 'while_pending',
        proposedOn: TODAY,
        commune: { code: '99070' },
      },
    ]);
    const { proposedBy, documentNumber, grounds, attempt, cycle } = point.handovers[0] ?? {};
    expect(point.handovers[1]).toMatchObject({
      answerDueOn: '2026-12-01',
      proposedBy,
      documentNumber,
      grounds,
      attempt,
      cycle,
    });
    const [entry] = await test.database.sql<object[]>`
      select subject_kind, detail from audit_entry
      where action = 'handover.ask_successors' order by seq desc limit 1`;
    expect(entry).toEqual({ subjectKind: 'handover', detail: { asked: 1, waiting: 0 } });
    expect(point).toMatchObject({ status: 'eliminated', version: asked.version + 1 });
    const [lapsed, pending] = point.handovers;
    const body = { effectiveOn: TODAY };
    const { parameters } = await expectProblem(
      await by.analyst.post(`/api/handovers/${lapsed?.id}/withdraw`, { ...body, reason: 'thử' }),
      'handover.not_pending',
    );
    expect(parameters).toMatchObject({ outcome: 'successor_asked', role: 'system' });
    await expectProblem(
      await by.leader.post(`/api/handovers/${pending?.id}/confirm`, body),
      'handover.not_found',
    );
    const over = await okPoint(await successor.post(`/api/handovers/${pending?.id}/confirm`, body));
    expect(over).toMatchObject({ status: 'handed_over', statusSince: TODAY });
  });

  it('a corrected day of the first asking leaves the day on which its successor was asked', async () => {
    const asked = await handoverAsked(by);
    await merged(asked);
    const point = await read(asked);
    const event = point.events.find(({ kind }) => kind === 'handover_proposed');
    const corrected = await act(by.analyst, point, 'correct', {
      effectiveOn: TODAY,
      reason: 'Ghi sai ngày.',
      event: { id: event?.id, effectiveOn: '2026-03-04' },
    });
    expect(corrected.handovers.map(({ proposedOn }) => proposedOn)).toEqual(['2026-03-04', TODAY]);
  });

  it('a place handed over to it keeps its status but counts for nobody until the successor says yes', async () => {
    const before = await handedOver(by);
    expect(await merged(before)).toEqual({ asked: 1, waiting: 0 });
    const waiting = await read(before);
    expect(waiting).toMatchObject({ status: 'handed_over', statusSince: '2026-03-08' });
    expect(waiting.flags).toContain('handover_pending');
    expect(waiting.handovers).toMatchObject([
      { state: 'successor_asked', answeredOn: '2026-03-08' },
      { state: 'pending', successor: 'after_handover' },
    ]);
    const [event] = waiting.events;
    expect(event).toMatchObject({
      kind: 'successor_asked',
      actorRole: 'system',
      statusAfter: 'handed_over',
      detail: { formerCommuneIds: [formerId], communeIds: [successorId] },
    });
    const said = await okPoint(
      await successor.post(`/api/handovers/${waiting.handovers[1]?.id}/confirm`, {
        effectiveOn: TODAY,
      }),
    );
    expect(said).toMatchObject({ status: 'handed_over', statusSince: '2026-03-08' });
    expect(said.flags).not.toContain('handover_pending');
    expect(said.cycles[0]?.handedOverOn).toBe('2026-03-08');
  });

  it('the no of a successor gives the place back to the city, and the past stays as it was', async () => {
    const before = await handedOver(by);
    await merged(before);
    const part = (await read(before)).handovers[1];
    const gone = await okPoint(
      await successor.post(`/api/handovers/${part?.id}/refuse`, {
        effectiveOn: TODAY,
        reason: 'insufficient_file',
      }),
    );
    expect(gone).toMatchObject({ status: 'eliminated', statusSince: TODAY });
    expect(gone.flags).toContain('handover_refused');
    expect(gone.cycles[0]?.handedOverOn).toBeNull();
    expect(gone.events[0]).toMatchObject({
      kind: 'successor_refused',
      statusAfter: 'eliminated',
      detail: { handoverId: part?.id, communeId: successorId, reason: 'insufficient_file' },
    });
    // Whoever reads waits for what was just written.
    await read(before);
    const at = (day: string) => test.deps.points.stateOn(ANALYST, before.id, { as_of: day });
    expect(at('2026-03-07')?.status).toBe('eliminated');
    expect(at('2026-11-23')?.status).toBe('handed_over');
    expect(at(TODAY)?.status).toBe('eliminated');
    const answered = await okPoint(
      await by.analyst.post(`/api/handovers/${part?.id}/respond`, {
        effectiveOn: TODAY,
        response: 'accepted',
        text: 'Đã bổ sung hồ sơ.',
      }),
    );
    const again = await act(by.analyst, answered, 'handovers', { effectiveOn: TODAY });
    const over = await okPoint(
      await successor.post(`/api/handovers/${again.handovers[0]?.id}/confirm`, {
        effectiveOn: TODAY,
      }),
    );
    expect(over).toMatchObject({ status: 'handed_over', statusSince: TODAY });
    expect(at('2026-11-23')?.status).toBe('handed_over');
  });

  it('is asked once, and not while no commune in force is known for the place', async () => {
    const asked = await handoverAsked(by);
    const unknown = await asSystem(test.database, async (sql) => {
      await sql`update commune set valid_to = ${TODAY} where id = ${formerId}`;
      const result = await askSuccessors(sql, test.clock, null, [asked.id]);
      await sql`update commune set valid_to = null where id = ${formerId}`;
      return result;
    });
    expect(unknown).toEqual({ asked: 0, waiting: 1 });
    expect(await merged(asked)).toEqual({ asked: 1, waiting: 0 });
    expect(await merged(asked)).toEqual({ asked: 0, waiting: 0 });
  });

  it('the leader of the commune that is no more may not answer any more', async () => {
    const asked = await handoverAsked(by);
    await test.database.sql`update commune set valid_to = ${TODAY} where id = ${formerId}`;
    const response = await by.leader.post(`/api/handovers/${asked.handovers[0]?.id}/confirm`, {
      effectiveOn: TODAY,
    });
    await test.database.sql`update commune set valid_to = null where id = ${formerId}`;
    await expectProblem(response, 'handover.commune_abolished');
  });
});

describe('a boundary file', () => {
  it('that puts a place into another commune in force has that one asked, and its undoing the former one', async () => {
    const before = await handedOver(by);
    const admin = await adminAccount();
    const around = squareAt(105.84, 21.02);
    const beside = squareAt(105.88, 21.02);
    const file = importOf(
      geoJson([
        featureOf([around], { ma_xa: '00082', ten_xa: 'Cửa Nam' }),
        featureOf([beside], { ma_xa: '00070', ten_xa: 'Hoàn Kiếm' }),
      ]),
      { allowPartial: true },
    );
    const { set } = await importBoundaries(test.deps, admin, file);
    expect(set.report?.points.successorsAsked).toBeGreaterThanOrEqual(1);
    const moved = await read(before);
    expect(moved.handovers).toMatchObject([
      { state: 'successor_asked', commune: { code: '00070' }, answeredOn: '2026-03-08' },
      { state: 'pending', commune: { code: '00082' }, successor: 'after_handover' },
    ]);
    expect(moved).toMatchObject({ status: 'handed_over', version: before.version + 1 });
    expect(moved.flags).toContain('handover_pending');

    await undoBoundaries(test.deps, admin);
    const back = await read(before);
    expect(back.handovers).toMatchObject([
      { state: 'successor_asked', commune: { code: '00070' } },
      { state: 'successor_asked', commune: { code: '00082' } },
      { state: 'pending', commune: { code: '00070' } },
    ]);
    const said = await by.leader.post(`/api/handovers/${back.handovers[2]?.id}/confirm`, {
      effectiveOn: TODAY,
    });
    const over = await okPoint(said);
    expect(over).toMatchObject({ status: 'handed_over', statusSince: '2026-03-08' });
    expect(over.flags).not.toContain('handover_pending');
  });

  it('that shows the successor has it asked, in the name of who imports it', async () => {
    const before = await handedOver(by);
    await asSystem(test.database, async (sql) => {
      await addSuccessorCommune(sql, '99071', TODAY);
      await sql`update commune set valid_to = ${TODAY} where id = ${formerId}`;
    });
    const admin = await adminAccount();
    const ring = squareAt(105.84, 21.02);
    const names = { ma_xa: '99071', ten_xa: 'Kế Thừa 99071' };
    const file = importOf(geoJson([featureOf([ring], names)]), { allowPartial: true });
    const { set } = await importBoundaries(test.deps, admin, file);
    expect(set.report?.points.successorsAsked).toBeGreaterThanOrEqual(1);
    const point = await read(before);
    expect(point.handovers).toMatchObject([
      { state: 'successor_asked', commune: { code: '00070' } },
      { state: 'pending', commune: { code: '99071' } },
    ]);
    expect(point.communes.map((commune) => commune.code)).toEqual(['99071']);
    expect(point.events[0]).toMatchObject({ kind: 'successor_asked', actorRole: 'admin' });
    expect(point).toMatchObject({ status: 'handed_over' });
    expect(point.flags).toContain('handover_pending');
  });
});

describe('a later list of communes', () => {
  it('ends all that were in force before it, and installing the present one again ends none', async () => {
    await test.database.sql`update commune set valid_to = null`;
    await installReferenceData(test.database, test.clock);
    const ended = () => test.database.sql`select from commune where valid_to is not null`;
    expect(await ended()).toHaveLength(0);
    await asSystem(test.database, (sql) => endEarlierCommunes(sql, TODAY));
    expect((await ended()).length).toBeGreaterThan(100);
    await test.database.sql`update commune set valid_to = null`;
  });
});
