import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { canonicalText } from '#server/contract/canonical-text.ts';
import type {
  PutAnalysisReceipt,
  ReportAnalysisList,
  SealedAnalysis,
} from '#server/contract/report-analysis.ts';
import type { ReportView } from '#server/contract/report.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { act, handedOver, people, type People } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

/** 15 March to 14 April 2026. */
const APRIL = { kind: 'month', year: 2026, number: 4 };
const HERE = '00070';
const SPRING = { from: '2026-03-15', to: '2026-04-14' };
const RECURRENCES = { kind: 'comparison', query: { measure: 'recurrences', ...SPRING } };
const CURVES = { kind: 'survival', by: 'all', groups: null };

describe('an analysis in a report', () => {
  let test: TestApp;
  let by: People;
  let pointId: number;

  beforeAll(async () => {
    test = await createTestApp({ now: '2026-04-20T03:00:00.000Z' });
    by = await people(test);
    await test.deps.points.reload();
    const point = await handedOver(by, { officialName: 'Điểm sẽ tái hoạt động' });
    pointId = point.id;
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-01',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
  });
  afterAll(() => test.close());

  const put = (client: TestClient, analysis: object, seen: number, more: object = {}) =>
    client.post('/api/reports/analyses', { ...APRIL, commune: HERE, analysis, seen, ...more });
  const done = async (answer: Response): Promise<PutAnalysisReceipt> => {
    const body: unknown = await answer.json();
    expect([answer.status, body]).toEqual([200, expect.anything()]);
    return body as PutAnalysisReceipt;
  };
  const list = async (client: TestClient, reportId: number): Promise<ReportAnalysisList> => {
    const answer = await client.get(`/api/reports/${reportId}/analyses`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as ReportAnalysisList;
  };
  const view = async (client: TestClient, more = `&commune=${HERE}`): Promise<ReportView> =>
    (await (
      await client.get(`/api/reports/period?kind=month&year=2026&number=4${more}`)
    ).json()) as ReportView;
  const latest = async (client: TestClient) => {
    const seen = await view(client);
    const [version] = seen.versions;
    if (version === undefined) throw new Error('no version yet');
    return { ...version, currentHash: seen.currentHash };
  };
  const hashOf = (content: SealedAnalysis) =>
    createHash('sha256').update(canonicalText(content)).digest('hex');

  it('begins the draft of the period and is sealed with its definition, cut-off, n and hash', async () => {
    const receipt = await done(await put(by.officer, RECURRENCES, 1));
    expect(receipt.begun).toBe(true);
    const { items, whyNotChange } = await list(by.officer, receipt.reportId);
    expect(whyNotChange).toBeNull();
    expect(items).toMatchObject([
      {
        putBy: 'Tài khoản thử officer',
        now: { count: 1, same: true },
        content: {
          subject: 'recurrences',
          ...SPRING,
          n: [
            { what: 'events', count: 1 },
            { what: 'communes', count: 1 },
          ],
          rows: [
            [
              'Phường Hoàn Kiếm',
              1,
              expect.any(Number),
              0,
              expect.any(Number),
              expect.anything(),
              0,
              { word: 'undecided' },
            ],
          ],
          chart: { type: 'funnel' },
        },
      },
    ]);
    const [first] = items;
    expect(first?.content.definition).toContain('Số dự kiến');
    expect(first?.content.dataCutOff).toMatch(/^2026-04-20/);
    // The database gives back exactly the numbers that were hashed.
    expect(first === undefined ? '' : hashOf(first.content)).toBe(first?.hash);
    expect(first?.hash).toBe(receipt.hash);
  });

  it('goes into the same draft, which its commune alone reads', async () => {
    const receipt = await done(await put(by.leader, CURVES, 1));
    expect(receipt.begun).toBe(false);
    const { items } = await list(by.leader, receipt.reportId);
    expect(items.map(({ content }) => content.subject)).toEqual(['recurrences', 'survival']);
    expect(items[1]?.content).toMatchObject({
      from: null,
      n: [
        { what: 'closures', count: 1 },
        { what: 'recurrences', count: 1 },
      ],
      chart: { type: 'curves', curves: [{ name: { word: 'city' } }] },
    });
    const path = `/api/reports/${receipt.reportId}/analyses`;
    await expectProblem(await by.otherLeader.get(path), 'report.not_found');
    await expectProblem(await by.coordinator.get(path), 'report.not_found');
    await expectProblem(await by.planner.get(path), 'permission.denied');
    await expectProblem(await test.anonymous.get(path), 'session.missing');
  });

  it('is refused twice over, with another n than was seen, or with too little data', async () => {
    await expectProblem(await put(by.officer, RECURRENCES, 1), 'report.analysis_there');
    const changed = await expectProblem(
      await put(by.officer, RECURRENCES, 3),
      'report.analysis_changed',
    );
    expect(changed).toMatchObject({ detail: expect.stringContaining('n từ 3 thành 1 (chênh -2)') });
    const newPoints = { kind: 'comparison', query: { measure: 'new_points', ...SPRING } };
    await expectProblem(await put(by.officer, newPoints, 0), 'report.analysis_refused');
  });

  it('is put in by who drafts the report, of periods and places that there are', async () => {
    await expectProblem(await put(test.anonymous, RECURRENCES, 1), 'session.missing');
    await expectProblem(await put(by.analyst, RECURRENCES, 1), 'permission.denied');
    await expectProblem(await put(by.otherLeader, RECURRENCES, 1), 'report.other_commune');
    await expectProblem(await put(by.coordinator, RECURRENCES, 1), 'report.other_commune');
    await expectProblem(await put(by.leader, { kind: 'patrol_audit' }, 0), 'permission.denied');
    const other = { kind: 'commune', commune: '09700', query: {} };
    await expectProblem(await put(by.leader, other, 0), 'analysis.other_commune');
    const upside = { kind: 'comparison', query: { from: SPRING.to, to: SPRING.from } };
    await expectProblem(await put(by.leader, upside, 1), 'analysis.period_invalid');
    await expectProblem(
      await put(by.leader, { kind: 'attribution', point: 999_999 }, 1),
      'point.not_found',
    );
    await expectProblem(await put(by.leader, RECURRENCES, 1, { number: 12 }), 'report.not_begun');
    await expectProblem(
      await put(by.leader, RECURRENCES, 1, { kind: 'half_year', number: 3 }),
      'report.no_such_period',
    );
    await expectProblem(
      await put(by.leader, RECURRENCES, 1, { commune: '99999' }),
      'commune.not_found',
    );
    await expectProblem(await put(by.leader, { kind: 'rumour' }, 1), 'request.invalid');
  });

  it('of every other kind goes in too: a commune, an attribution, patrols and places', async () => {
    const commune = { kind: 'commune', commune: HERE, query: SPRING };
    const { reportId } = await done(await put(by.officer, commune, 1));
    await done(await put(by.officer, { kind: 'attribution', point: pointId }, 1));
    const { items } = await list(by.officer, reportId);
    expect(items.slice(2).map(({ content }) => [content.subject, content.rows.length])).toEqual([
      ['commune', expect.any(Number)],
      ['attribution', 1],
    ]);
    expect(items[3]?.content.rows[0]).toEqual([
      '2026-04-01',
      'Phường Hoàn Kiếm',
      { word: 'received' },
    ]);
    const city = { commune: null };
    const audit = await done(await put(by.coordinator, { kind: 'patrol_audit' }, 0, city));
    const places = {
      kind: 'places',
      query: { method: 'density', subject: 'recurrences', ...SPRING },
    };
    // One event is too few for a map.
    await expectProblem(await put(by.coordinator, places, 1, city), 'report.analysis_refused');
    const sheet = await list(by.coordinator, audit.reportId);
    expect(sheet.items[0]?.content).toMatchObject({ subject: 'patrol_audit', from: '2024-07-01' });
  });

  it('is ordered and removed while the report is open, each by what was seen', async () => {
    const { id } = await latest(by.officer);
    const ids = (await list(by.officer, id)).items.map((one) => one.id);
    const order = (client: TestClient, given: number[], report = id) =>
      client.post(`/api/reports/${report}/analyses/order`, { ids: given });
    const remove = (client: TestClient, analysis: number) =>
      client.post(`/api/reports/analyses/${analysis}/remove`);
    const turned = await order(by.leader, ids.toReversed());
    expect(turned.status).toBe(200);
    expect((await list(by.officer, id)).items.map((one) => one.id)).toEqual(ids.toReversed());
    await expectProblem(await order(by.leader, ids.slice(1)), 'report.analyses_changed');
    await expectProblem(await order(by.leader, [...ids.slice(1), 999]), 'report.analyses_changed');
    await expectProblem(await order(by.otherLeader, ids), 'report.not_found');
    await expectProblem(await order(by.leader, ids, 999_999), 'report.not_found');
    await expectProblem(await order(by.analyst, ids), 'permission.denied');
    await expectProblem(await order(by.leader, []), 'request.invalid');
    const last = ids.at(-1) ?? 0;
    await expectProblem(await remove(by.otherLeader, last), 'report.analysis_not_found');
    await expectProblem(await remove(by.analyst, last), 'permission.denied');
    // Two people at once: one of them finds it gone.
    const both = await Promise.all([remove(by.leader, last), remove(by.officer, last)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    await expectProblem(await remove(by.officer, last), 'report.analysis_not_found');
    await order(by.leader, ids.slice(0, -1));
  });

  it('says in a draft how the data have changed since', async () => {
    const point = await handedOver(by, {
      officialName: 'Điểm nhập muộn',
      effectiveOn: '2026-01-06',
    });
    await act(by.analyst, point, 'mark-recurring', {
      effectiveOn: '2026-04-02',
      grounds: 'Kiểm tra thực tế xác định hoạt động trở lại.',
    });
    const { id } = await latest(by.officer);
    const { items } = await list(by.officer, id);
    expect(items[0]).toMatchObject({
      content: { subject: 'recurrences', n: [{ count: 1 }, { count: 1 }] },
      now: { count: 2, same: false },
    });
    await expectProblem(await put(by.officer, RECURRENCES, 1), 'report.analysis_changed');
  });

  it('is refused beyond twelve', async () => {
    const { id } = await latest(by.officer);
    const there = (await list(by.officer, id)).items.length;
    for (let day = there; day < 12; day += 1) {
      const to = `2026-04-${String(day).padStart(2, '0')}`;
      await done(
        await put(by.officer, { kind: 'comparison', query: { from: SPRING.from, to } }, 2),
      );
    }
    await expectProblem(await put(by.officer, RECURRENCES, 2), 'report.analyses_full');
  });

  it('is frozen once the report is sent, and named by the hash that is approved', async () => {
    const draft = await latest(by.officer);
    const { id } = draft;
    const { items } = await list(by.officer, id);
    await expectProblem(
      await by.officer.post(`/api/reports/${id}/send`, { hash: '0'.repeat(64) }),
      'report.figures_changed',
    );
    const removed = items.at(-1);
    await by.officer.post(`/api/reports/analyses/${removed?.id}/remove`);
    // The hash that was seen covered the removed one: it is refused.
    await expectProblem(
      await by.officer.post(`/api/reports/${id}/send`, { hash: draft.currentHash }),
      'report.figures_changed',
    );
    const hash = (await latest(by.officer)).currentHash;
    expect((await by.officer.post(`/api/reports/${id}/send`, { hash })).status).toBe(200);
    const ids = items.slice(0, -1).map((one) => one.id);
    await expectProblem(await put(by.officer, RECURRENCES, 2), 'report.analyses_closed');
    await expectProblem(
      await by.officer.post(`/api/reports/analyses/${ids[0]}/remove`),
      'report.analyses_closed',
    );
    await expectProblem(
      await by.officer.post(`/api/reports/${id}/analyses/order`, { ids }),
      'report.analyses_closed',
    );
    expect((await by.leader.post(`/api/reports/${id}/approve`, { hash })).status).toBe(200);
    await expectProblem(await put(by.officer, RECURRENCES, 2), 'report.analyses_closed');
    const frozen = await list(by.analyst, id);
    expect(frozen.items.map(({ now }) => now)).toEqual(frozen.items.map(() => null));
    expect(frozen.whyNotChange).toBe('permission.denied');
    // The coordinator reads this report and may not change it.
    await expectProblem(
      await by.coordinator.post(`/api/reports/analyses/${ids[0]}/remove`),
      'report.other_commune',
    );
    await expectProblem(
      await by.coordinator.post(`/api/reports/${id}/analyses/order`, { ids }),
      'report.other_commune',
    );
  });

  it('stays in the database as it was sealed, whoever tries', async () => {
    const { id } = await latest(by.officer);
    const change = test.database.sql`delete from report_analysis where report_id = ${id}`;
    await expect(change).rejects.toMatchObject({ constraint_name: 'report_analysis_is_frozen' });
  });
});
