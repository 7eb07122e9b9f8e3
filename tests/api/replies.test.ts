import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import {
  act,
  active,
  handedOver,
  okPoint,
  people,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const WORDS = 'Địa phương đã tổ chức chốt trực và tuyên truyền tại khu vực.';

let testApp: TestApp;
let by: People;
beforeAll(async () => {
  testApp = await createTestApp();
  by = await people(testApp);
});
afterAll(() => testApp.close());

function write(client: TestClient, point: PointDetail, more: Record<string, unknown> = {}) {
  return client.post(`/api/points/${point.id}/replies`, {
    cycle: 1,
    state: 'filed',
    words: WORDS,
    documentNumbers: ['215/BC-UBND'],
    after: 0,
    ...more,
  });
}

async function read(client: TestClient, point: PointDetail): Promise<PointDetail> {
  return okPoint(await client.get(`/api/points/${point.id}`));
}

async function recurred(): Promise<PointDetail> {
  return act(by.analyst, await handedOver(by), 'mark-recurring', {
    effectiveOn: '2026-11-20',
    grounds: 'Kiểm tra tại chỗ thấy hoạt động trở lại.',
  });
}

describe('a reply is asked', () => {
  it('for a listing, by a day counted from its recording in working days', async () => {
    const point = await active(by);
    expect(point.reply).toBe('asked');
    // Recorded on Tuesday 2026-11-24: ten working days later is Tuesday 2026-12-08.
    expect(point.replies).toMatchObject([
      {
        cycle: 1,
        askedFor: 'recognised',
        askedOn: '2026-11-24',
        dueOn: '2026-12-08',
        versions: [],
      },
    ]);
  });

  it('for a confirmed recurrence, beside the one for the listing', async () => {
    const point = await recurred();
    expect(point.replies.map(({ cycle, askedFor }) => [cycle, askedFor])).toEqual([
      [2, 'recurrence_confirmed'],
      [1, 'recognised'],
    ]);
  });
});

describe('a reply', () => {
  it('is filed by the leader and shown to everybody beside the figure', async () => {
    const point = await recurred();
    const after = await okPoint(await write(by.leader, point, { cycle: 2 }));
    expect(after.version).toBe(point.version);
    for (const reader of [by.analyst, by.planner, by.officer]) {
      const seen = await read(reader, point);
      expect(seen.reply).toBe('filed');
      expect(seen.replies[0]?.versions).toMatchObject([
        {
          seq: 1,
          state: 'filed',
          words: WORDS,
          documentNumbers: ['215/BC-UBND'],
          commune: { code: '00070', name: 'Hoàn Kiếm', type: 'phuong' },
          writtenBy: 'Tài khoản thử leader',
          writtenAt: testApp.clock.now(),
        },
      ]);
    }
    const list = await (await by.analyst.get('/api/points?status=recurring')).json();
    expect(list.items.find(({ id }: { id: number }) => id === point.id).reply).toBe('filed');
  });

  it('is drafted by the officer for the eyes of the commune alone, then filed by the leader', async () => {
    const point = await active(by);
    await okPoint(await write(by.officer, point, { state: 'draft' }));
    expect((await read(by.leader, point)).replies[0]?.versions).toMatchObject([{ state: 'draft' }]);
    const outside = await read(by.analyst, point);
    expect(outside.replies[0]?.versions).toEqual([]);
    expect(outside.reply).toBe('asked');
    await okPoint(await write(by.leader, point, { after: 1, words: `${WORDS} Bổ sung.` }));
    const filed = (await read(by.analyst, point)).replies[0]?.versions ?? [];
    expect(filed.map(({ seq, state }) => [seq, state])).toEqual([[2, 'filed']]);
  });

  it('is superseded by a later one and stays readable', async () => {
    const point = await active(by);
    await okPoint(await write(by.leader, point));
    await okPoint(await write(by.leader, point, { after: 1, words: `${WORDS} Lần hai.` }));
    const versions = (await read(by.analyst, point)).replies[0]?.versions ?? [];
    expect(versions.map(({ words }) => words)).toEqual([`${WORDS} Lần hai.`, WORDS]);
  });

  it('is written into the log without its words', async () => {
    const point = await active(by);
    await okPoint(await write(by.leader, point));
    const auditor = await testApp.as('auditor');
    const { items } = await (await auditor.get('/api/audit?limit=20')).json();
    const entry = items.find(({ action }: { action: string }) => action === 'reply.file');
    expect(entry).toMatchObject({ subjectId: String(point.id) });
    expect(JSON.stringify(entry)).not.toContain(WORDS);
    const [communeId] = by.leader.account?.communeIds ?? [];
    expect(entry.detail).toEqual({ cycle: 1, seq: 1, communeId });
    const drafted = await active(by);
    await okPoint(await write(by.officer, drafted, { state: 'draft' }));
    const logged = await (await auditor.get('/api/audit?action=reply.draft&limit=1')).json();
    expect(logged.items).toMatchObject([{ subjectId: String(drafted.id) }]);
  });

  it('to one cycle is counted and shown apart from the reply to another', async () => {
    const point = await recurred();
    await okPoint(await write(by.leader, point, { cycle: 2 }));
    await okPoint(await write(by.leader, point, { cycle: 2, after: 1 }));
    await okPoint(await write(by.leader, point, { cycle: 1, words: `${WORDS} Lần đầu.` }));
    const { replies } = await read(by.analyst, point);
    expect(replies.map(({ cycle, versions }) => [cycle, versions.map(({ seq }) => seq)])).toEqual([
      [2, [2, 1]],
      [1, [1]],
    ]);
    expect(replies[1]?.versions[0]?.words).toBe(`${WORDS} Lần đầu.`);
    expect(replies.map(({ happenedOn }) => happenedOn)).toEqual(['2026-11-20', '2026-01-10']);
  });
});

describe('a reply is refused', () => {
  it('to an officer who would file it, and to the city', async () => {
    const point = await active(by);
    await expectProblem(await write(by.officer, point), 'permission.denied');
    await expectProblem(await write(by.analyst, point), 'permission.denied');
    await expectProblem(await write(testApp.anonymous, point), 'session.missing');
  });

  it('to another commune, which does not even see the point', async () => {
    const point = await active(by);
    await expectProblem(await write(by.otherLeader, point), 'point.not_found');
  });

  it('to a commune that the point only touches', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [105.85, 21.032],
        [105.852, 21.012],
      ],
    };
    const point = await active(by, { geometry: line });
    const touched = point.communes.find((commune) => !commune.lead);
    if (touched === undefined) throw new Error('the line touches one commune only');
    const neighbour = await testApp.as(`leader.${touched.code}`, {
      role: 'leader',
      communeCodes: [touched.code],
    });
    const asSeen = await read(neighbour, point);
    expect(asSeen.replies[0]).toMatchObject({ whyNotDraft: 'reply.other_commune' });
    await expectProblem(await write(neighbour, point), 'reply.other_commune');
  });

  it('where nobody asked for one', async () => {
    const point = await active(by);
    await expectProblem(await write(by.leader, point, { cycle: 7 }), 'reply.not_asked');
  });

  it('when somebody has written a newer version meanwhile, and says who', async () => {
    const point = await active(by);
    await okPoint(await write(by.officer, point, { state: 'draft' }));
    const problem = await expectProblem(await write(by.leader, point), 'reply.changed_meanwhile');
    expect(problem.parameters).toEqual({ by: 'Tài khoản thử officer', at: testApp.clock.now() });
  });

  it('when two leave at once, all but the first', async () => {
    const point = await active(by);
    const answers = await Promise.all([1, 2, 3].map(() => write(by.leader, point)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  it('when it speaks of a person or carries a secrecy marking', async () => {
    const point = await active(by);
    const named = await expectProblem(
      await write(by.leader, point, { words: 'Đã làm việc với ông Nguyễn Văn Minh, 0912345678.' }),
      'text.personal_data',
    );
    expect(named.errors).toContainEqual({ pointer: '/words', code: 'text.personal_data' });
    const secret = await expectProblem(
      await write(by.leader, point, { documentNumbers: ['12/BC-UBND', '7/TM-UBND'] }),
      'text.secret_marking',
    );
    expect(secret.errors?.[0]?.pointer).toBe('/documentNumbers/1');
  });

  it('when it is empty, too long, or its body is no reply', async () => {
    const point = await active(by);
    for (const more of [{ words: 'ngắn' }, { words: 'x'.repeat(4_001) }, { state: 'sent' }]) {
      await expectProblem(await write(by.leader, point, more), 'request.invalid');
    }
  });
});
