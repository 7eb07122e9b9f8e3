import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { WaitingImport } from '#server/contract/import-claim.ts';
import type { PointPage } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { IMPORT_LIST, importForm, previewOf, resultOf } from '#tests/support/files/import-acts.ts';
import { act } from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

describe('what a table claims beyond proposals', () => {
  let test: TestApp;
  let analyst: TestClient;

  beforeAll(async () => {
    test = await createTestApp();
    analyst = await test.as('analyst');
  });
  afterAll(() => test.close());

  const lives = (like: string) => test.database.sql<
    { name: string; status: string; kinds: string[] }[]
  >`
    select point.official_name as name, point.status,
      (
        select array_agg(event.kind || ' ' || event.effective_on order by event.seq) from event
        where event.point_id = point.id
      ) as kinds
    from point where point.official_name like ${like} order by point.id`;

  it('takes a second person to make of them what their papers claim', async () => {
    const waiting = async (client: TestClient) => {
      const response = await client.get('/api/point-imports/waiting');
      return ((await response.json()) as { items: WaitingImport[] }).items;
    };
    const { mapping } = await previewOf(analyst, importForm(IMPORT_LIST));
    await resultOf(analyst, importForm(IMPORT_LIST, mapping));
    const [own] = await waiting(analyst);
    expect(own).toMatchObject({ active: 1, eliminated: 1, whyNotAccept: 'permission.denied' });
    const accept = (client: TestClient) => client.post(`/api/point-imports/${own?.runId}/accept`);
    await expectProblem(await accept(analyst), 'permission.denied');

    const coordinator = await test.as('coordinator');
    expect(await waiting(coordinator)).toMatchObject([{ whyNotAccept: null }]);
    const accepted = await accept(coordinator);
    expect(await accepted.json()).toEqual({ accepted: 2 });
    expect(await lives('%Minh Họa%')).toEqual([
      {
        name: 'Nhà nghỉ Minh Họa Một',
        status: 'active',
        kinds: ['proposed 2026-01-05', 'recognised 2026-01-05'],
      },
      {
        name: 'Karaoke Minh Họa Hai',
        status: 'eliminated',
        kinds: ['proposed 2026-01-05', 'recognised 2026-01-05', 'eliminated 2026-03-01'],
      },
    ]);
    const closed = await coordinator.get('/api/points?q=Karaoke');
    const { items } = (await closed.json()) as PointPage;
    expect(items[0]).toMatchObject({ status: 'eliminated', statusSince: '2026-03-01', cycle: 1 });
    expect(items[0]?.flags).toContain('unchecked');
    const [kept] = await test.database.sql<
      { recognisedBy: string; details: object[]; numbers: string[] }[]
    >`
      select
        recognised_by,
        (select jsonb_agg(detail order by seq) from event where point_id = point.id and seq > 1) as details,
        (select jsonb_agg(document_number order by seq) from event where point_id = point.id) as numbers
      from point where id = ${items[0]?.id ?? 0}`;
    expect(kept).toEqual({
      recognisedBy: coordinator.account?.accountId,
      details: Array.from({ length: 2 }, () => ({ imported: true, runId: own?.runId })),
      numbers: ['12/KH-UBND', '12/KH-UBND', '12/KH-UBND'],
    });
    const [entry] = await test.database.sql`
      select subject_id, detail from audit_entry where action = 'points.import_accept'`;
    expect(entry).toEqual({ subjectId: String(own?.runId), detail: { accepted: 2 } });
    expect(await waiting(coordinator)).toEqual([]);
    await expectProblem(await accept(coordinator), 'import.nothing_waits');
  });

  it('is not accepted by who imported it, nor once its points were decided on one by one', async () => {
    const coordinator = await test.as('coordinator');
    const text = IMPORT_LIST.replaceAll('Minh Họa', 'Của Mình').replaceAll(/^A/gm, 'B');
    const { mapping } = await previewOf(coordinator, importForm(text));
    const { runId } = await resultOf(coordinator, importForm(text, mapping));
    await expectProblem(
      await coordinator.post(`/api/point-imports/${runId}/accept`),
      'import.own_claims',
    );
    await expectProblem(
      await coordinator.post('/api/point-imports/999999/accept'),
      'import.run_not_found',
    );
    const other = await test.as('coordinator.two', { role: 'coordinator' });
    const page = (await (await other.get('/api/points?q=Của Mình')).json()) as PointPage;
    for (const point of page.items) {
      await act(other, point, 'decline', { effectiveOn: '2026-11-24', reason: 'Không đủ căn cứ.' });
    }
    await expectProblem(
      await other.post(`/api/point-imports/${runId}/accept`),
      'import.nothing_waits',
    );
  });

  it('begins no earlier than the proposal, whose day may have been corrected meanwhile', async () => {
    const text = IMPORT_LIST.replaceAll('Minh Họa', 'Ngày Sau').replaceAll(/^A/gm, 'D');
    const { mapping } = await previewOf(analyst, importForm(text));
    const { runId } = await resultOf(analyst, importForm(text, mapping));
    const coordinator = await test.as('coordinator');
    const waiting = await coordinator.get('/api/point-imports/waiting');
    const listed = ((await waiting.json()) as { items: WaitingImport[] }).items;
    expect(listed.map((run) => run.runId)).toEqual(
      listed.map((run) => run.runId).toSorted((a, b) => b - a),
    );
    await test.database.sql`
      update point set status_since = '2026-05-01' where official_name like '%Ngày Sau%'`;
    expect((await coordinator.post(`/api/point-imports/${runId}/accept`)).status).toBe(200);
    expect((await lives('%Ngày Sau%')).map(({ kinds }) => kinds.slice(1))).toEqual([
      ['recognised 2026-05-01'],
      ['recognised 2026-05-01', 'eliminated 2026-05-01'],
    ]);
  });

  it('lists no place that was merged while the table waited', async () => {
    const text = IMPORT_LIST.replaceAll('Minh Họa', 'Ghi Trùng').replaceAll(/^A/gm, 'C');
    const { mapping } = await previewOf(analyst, importForm(text));
    const { runId } = await resultOf(analyst, importForm(text, mapping));
    const page = (await (await analyst.get('/api/points?q=Ghi Trùng')).json()) as PointPage;
    const point = (name: string) => {
      const found = page.items.find(({ officialName }) => officialName.startsWith(name));
      if (found === undefined) throw new Error(name);
      return found;
    };
    await act(analyst, point('Nhà nghỉ'), 'merge', {
      effectiveOn: '2026-11-24',
      reason: 'Ghi trùng.',
      intoPointId: point('Karaoke').id,
    });
    const coordinator = await test.as('coordinator.three', { role: 'coordinator' });
    const accepted = await coordinator.post(`/api/point-imports/${runId}/accept`);
    expect(await accepted.json()).toEqual({ accepted: 1 });
    const [merged, kept] = await lives('%Ghi Trùng%');
    expect([merged?.status, kept?.status]).toEqual(['proposed', 'eliminated']);
  });
});
