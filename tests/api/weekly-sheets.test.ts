import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { boxAroundLines, isInBox } from '#server/contract/geo.ts';
import type { PointDetail } from '#server/contract/point.ts';
import type { WeeklySheetView, WeeklySignatures } from '#server/contract/weekly-sheet.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  eliminated,
  handedOver,
  handoverAsked,
  IN_BA_VI,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** Monday to Sunday: 2 to 8 March 2026. */
const WEEK = '2026-03-04';
const HERE = '00070';

describe('a weekly sheet', () => {
  let test: TestApp;
  let by: People;
  let pending: PointDetail;
  let closed: PointDetail;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-03-20T03:00:00.000Z' });
    by = await people(test);
    // As at the start of a server: the engine learns the communes' codes.
    await test.deps.points.reload();
    // Proposed on 5 March and due on the 12th; eliminated on the 1st, so that a look was due on the 8th.
    pending = await handoverAsked(by, { officialName: 'Điểm chờ trả lời' });
    const now = test.clock.now();
    test.clock.set('2026-03-08T12:00:00.000Z');
    closed = await handedOver(by, { officialName: 'Điểm đã bàn giao' });
    test.clock.set(now);
    await eliminated(
      { ...by, officer: by.analyst },
      {
        officialName: 'Điểm của nơi khác',
        geometry: { type: 'Point', coordinates: IN_BA_VI },
      },
    );
  });
  afterAll(() => test.close());

  const read = async (
    client: TestClient,
    week = WEEK,
    commune = HERE,
  ): Promise<WeeklySheetView> => {
    const answer = await client.get(`/api/weekly-sheets?commune=${commune}&week=${week}`);
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const sign = async (client: TestClient, more: Record<string, unknown> = {}) => {
    const seen = await read(client);
    return client.post('/api/weekly-sheets/sign', {
      commune: HERE,
      week: WEEK,
      after: seen.versions[0]?.version ?? 0,
      hash: seen.currentHash,
      ...more,
    });
  };

  it('is of the week that holds the day, up to its last evening, by a setting with its origin', async () => {
    const sheet = await read(by.leader);
    expect(sheet.week).toEqual({ firstOn: '2026-03-02', lastOn: '2026-03-08' });
    expect(sheet).toMatchObject({ asOf: '2026-03-08', today: '2026-03-20', versions: [] });
    expect(sheet.weekOrigin).toContain('ISO 8601');
    expect((await read(by.leader, '2026-03-18')).asOf).toBe('2026-03-20');
  });

  it('counts what happened in the week and what stood at its end, on the own area only', async () => {
    const { current } = await read(by.leader);
    expect(current.counts).toMatchObject({
      points_active: 0,
      points_eliminated: 1,
      points_handed_over: 1,
      points_recurring: 0,
      handovers_asked: 2,
      handovers_confirmed: 1,
      handovers_refused: 0,
      handovers_pending: 1,
      handovers_overdue: 0,
      checks_done: 0,
      checks_due: 2,
      checks_overdue: 0,
      checks_unchecked: 2,
      signals_open: 0,
    });
    expect(current.codes.checks_unchecked).toEqual([pending.code, closed.code].toSorted());
    const next = await read(by.leader, '2026-03-10');
    expect(next.current.counts).toMatchObject({
      handovers_asked: 0,
      handovers_pending: 1,
      handovers_overdue: 1,
      checks_due: 0,
      checks_overdue: 2,
    });
    expect(next.current.codes.handovers_overdue).toEqual([pending.code]);
  });

  it('has a small map: the area of the commune, and where the points lie that it names', async () => {
    const { map } = await read(by.leader);
    expect(map.places).toEqual(
      [pending, closed]
        .map(({ code, anchor }) => ({ code, place: anchor }))
        .toSorted((one, other) => (one.code < other.code ? -1 : 1)),
    );
    const area = boxAroundLines(map.outline.map((line) => ({ line })));
    for (const { place } of map.places) expect(area !== null && isInBox(place, area)).toBe(true);
    for (const ring of map.outline) expect(ring[0]).toEqual(ring.at(-1));
  });

  it('says what the map says of that evening', async () => {
    const { current } = await read(by.coordinator);
    const map = await by.coordinator.get(`/api/points?commune=${HERE}&as_of=2026-03-08&limit=1`);
    const { counts } = await map.json();
    expect(counts.status).toEqual({
      eliminated: current.counts.points_eliminated,
      handed_over: current.counts.points_handed_over,
    });
    expect(counts.flag.unchecked).toBe(current.counts.checks_unchecked);
  });

  it('is read by its commune and by the city, and by nobody else', async () => {
    for (const client of [by.officer, by.analyst, by.coordinator]) await read(client);
    const asked = `/api/weekly-sheets?commune=${HERE}&week=${WEEK}`;
    await expectProblem(await by.otherLeader.get(asked), 'weekly_sheet.other_commune');
    await expectProblem(await by.planner.get(asked), 'permission.denied');
    await expectProblem(await test.anonymous.get(asked), 'session.missing');
    const unknown = await by.analyst.get(`/api/weekly-sheets?commune=99999&week=${WEEK}`);
    await expectProblem(unknown, 'commune.not_found');
    const wrong = await by.analyst.get('/api/weekly-sheets?commune=70&week=2026-W10');
    await expectProblem(wrong, 'request.invalid');
    const future = await by.leader.get(`/api/weekly-sheets?commune=${HERE}&week=2026-03-23`);
    const { parameters } = await expectProblem(future, 'weekly_sheet.week_not_begun');
    expect(parameters).toEqual({ firstOn: '2026-03-23' });
  });

  it('is prepared by an officer, whose remark stays within the commune, and not signed by one', async () => {
    const prepare = (client: TestClient, more: Record<string, unknown> = {}) =>
      client.post('/api/weekly-sheets/prepare', {
        commune: HERE,
        week: WEEK,
        remark: 'Đã hẹn kiểm tra trong tuần tới.',
        ...more,
      });
    const prepared: WeeklySheetView = await (await prepare(by.officer)).json();
    expect(prepared.draft).toMatchObject({ remark: 'Đã hẹn kiểm tra trong tuần tới.' });
    expect(prepared.whyNotSign).toBe('permission.denied');
    expect((await read(by.leader)).draft).not.toBeNull();
    expect((await read(by.coordinator)).draft).toBeNull();
    await expectProblem(await sign(by.officer), 'permission.denied');
    await expectProblem(await prepare(by.analyst), 'permission.denied');
    await expectProblem(await prepare(by.otherLeader), 'weekly_sheet.other_commune');
    await expectProblem(await prepare(by.officer, { commune: '99999' }), 'commune.not_found');
    await expectProblem(
      await prepare(by.officer, { week: '2027-01-01' }),
      'weekly_sheet.week_not_begun',
    );
    const named = { remark: 'Ông Nguyễn Văn Minh đã hứa.' };
    await expectProblem(await prepare(by.officer, named), 'text.personal_data');
    const secret = { remark: 'Mật: kế hoạch kiểm tra' };
    await expectProblem(await prepare(by.officer, secret), 'text.secret_marking');
  });

  it('is not signed by another commune, the city, a stranger, or with figures nobody saw', async () => {
    const { currentHash } = await read(by.leader);
    const body = { commune: HERE, week: WEEK, after: 0, hash: currentHash };
    const send = (client: TestClient, more: Record<string, unknown> = {}) =>
      client.post('/api/weekly-sheets/sign', { ...body, ...more });
    await expectProblem(await send(by.otherLeader), 'weekly_sheet.other_commune');
    await expectProblem(await send(by.coordinator), 'permission.denied');
    await expectProblem(await send(test.anonymous), 'session.missing');
    await expectProblem(await send(by.leader, { commune: '99999' }), 'commune.not_found');
    await expectProblem(
      await send(by.leader, { week: '2026-03-23' }),
      'weekly_sheet.week_not_begun',
    );
    const invented = { hash: '0'.repeat(64) };
    await expectProblem(await send(by.leader, invented), 'weekly_sheet.figures_changed');
    await expectProblem(await send(by.leader, { after: 1 }), 'weekly_sheet.signed_meanwhile');
    await expectProblem(await send(by.leader, { hash: 'x' }), 'request.invalid');
    const named = { remark: 'Bà Trần Thị Lan chưa ký.' };
    await expectProblem(await send(by.leader, named), 'text.personal_data');
    const secret = { remark: 'Tối mật: xem phụ lục' };
    await expectProblem(await send(by.leader, secret), 'text.secret_marking');
    expect((await read(by.leader)).versions).toEqual([]);
  });

  it('is signed by its leader, with who, when and which figures', async () => {
    const before = await read(by.leader);
    const remark = 'Đã kiểm tra hồ sơ.';
    // A first version corrects nothing.
    const given = { remark, reason: 'Ký lần đầu.' };
    const signed: WeeklySheetView = await (await sign(by.leader, given)).json();
    expect(signed.versions).toEqual([
      {
        id: expect.any(Number),
        version: 1,
        asOf: '2026-03-08',
        figures: before.current,
        hash: before.currentHash,
        intact: true,
        remark,
        reason: null,
        preparedBy: 'Tài khoản thử officer',
        signedBy: 'Tài khoản thử leader',
        signedAt: '2026-03-20T03:00:00.000Z',
      },
    ]);
    const auditor = await test.as('auditor');
    const log = await (await auditor.get('/api/audit?action=weekly_sheet.sign')).json();
    expect(log.items[0]).toMatchObject({
      subjectId: `${HERE} 2026-03-02`,
      detail: { version: 1, asOf: '2026-03-08', hash: before.currentHash },
    });
  });

  it('is signed again only when something differs, with the reason, and the first stays', async () => {
    const remark = 'Đã kiểm tra hồ sơ.';
    await expectProblem(await sign(by.leader, { remark }), 'weekly_sheet.reason_required');
    await expectProblem(
      await sign(by.leader, { remark, reason: 'Ký lại cho chắc.' }),
      'weekly_sheet.nothing_changed',
    );
    // Entered late, but it happened in that week; if it ends what was owed then, its paper decides.
    const late = { effectiveOn: '2026-03-08', result: 'no_sign', documentNumber: null };
    await act(by.officer, closed, 'checks', late);
    const reason = 'Bổ sung lần kiểm tra nhập muộn.';
    const again: WeeklySheetView = await (await sign(by.leader, { remark, reason })).json();
    expect(again.versions.map(({ version, reason: why }) => [version, why])).toEqual([
      [2, reason],
      [1, null],
    ]);
    const [second, first] = again.versions;
    expect(first?.figures.counts.checks_done).toBe(0);
    const one = { checks_done: 1, checks_unchecked: 1, checks_unchecked_awaiting_paper: 1 };
    expect(second?.figures.counts).toMatchObject(one);
    expect([first?.intact, second?.intact]).toEqual([true, true]);
  });

  it('is told from one that somebody changed behind the system’s back', async () => {
    await test.database.sql.begin(async (sql) => {
      await sql`alter table weekly_sheet disable trigger weekly_sheet_is_immutable`;
      await sql`
        update weekly_sheet
        set figures = jsonb_set(figures, '{counts,checks_done}', '7'::jsonb)
        where version = 1`;
      await sql`alter table weekly_sheet enable trigger weekly_sheet_is_immutable`;
    });
    const { versions } = await read(by.leader);
    expect(versions.map(({ version, intact }) => [version, intact])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it('is listed for the city by who has signed', async () => {
    const all = await by.coordinator.get(`/api/weekly-sheets/signatures?week=${WEEK}`);
    const { items, week }: WeeklySignatures = await all.json();
    expect(week.firstOn).toBe('2026-03-02');
    expect(items.length).toBeGreaterThan(100);
    expect(items[0]?.signed).toBeNull();
    expect(items.at(-1)).toMatchObject({ commune: { code: HERE }, signed: { version: 2 } });
    const own: WeeklySignatures = await (
      await by.otherLeader.get('/api/weekly-sheets/signatures')
    ).json();
    expect(own.items.map(({ commune }) => commune.code)).toEqual(['09700']);
    await expectProblem(await by.planner.get('/api/weekly-sheets/signatures'), 'permission.denied');
    await expectProblem(
      await test.anonymous.get('/api/weekly-sheets/signatures'),
      'session.missing',
    );
    await expectProblem(
      await by.leader.get('/api/weekly-sheets/signatures?week=nie'),
      'request.invalid',
    );
  });

  it('may begin on another weekday, from the day on which a setting says so', async () => {
    await test.database.sql`
      insert into setting (key, valid_from, value, origin, set_at)
      values (
        'weekly_sheet.week', '2026-03-16', '{"firstWeekday": 5}', 'Quyết định thử', now()
      )`;
    expect((await read(by.leader, '2026-03-19')).week).toEqual({
      firstOn: '2026-03-13',
      lastOn: '2026-03-19',
    });
    expect((await read(by.leader)).week.firstOn).toBe('2026-03-02');
  });
});
