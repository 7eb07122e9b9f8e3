import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Question, Questions } from '#server/contract/question.ts';
import { asSystem } from '#server/db/transaction.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { people, type People } from '#tests/support/points/register-acts.ts';
import { closeMonthly } from '#tests/features/questions/close-monthly.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const WORDS = 'Phường xếp lịch triệt xóa theo đợt cao điểm của Công an Thành phố.';

let test: TestApp;
let by: People;
let officer: TestClient;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  officer = by.officer;
  // Reporting months end on the 14th: Hoàn Kiếm closes on the 12th of each, two others in the middle of theirs.
  await closeMonthly(test.database, '00070', [12, 12, 12, 12, 12, 12, 12, 12, 12, 12]);
  await closeMonthly(test.database, '09700', [20, 25, 1, 5, 28, 22, 3, 18, 26, 2]);
  await closeMonthly(test.database, '00082', [21, 24, 2, 6, 27, 23, 4, 19, 25, 3]);
});
afterAll(() => test.close());

async function read(client: TestClient): Promise<Questions> {
  const response = await client.get('/api/questions');
  expect(response.status).toBe(200);
  return (await response.json()) as Questions;
}

async function question(client: TestClient = by.leader): Promise<Question> {
  const [first] = (await read(client)).items.filter(({ commune }) => commune !== null);
  if (first === undefined) throw new Error('nothing is asked');
  return first;
}

async function write(client: TestClient, more: Record<string, unknown> = {}) {
  const { kind, commune, year, versions } = await question();
  return client.post('/api/questions/replies', {
    kind,
    communeId: commune?.id,
    year,
    state: 'filed',
    words: WORDS,
    documentNumbers: ['215/BC-UBND'],
    after: versions[0]?.seq ?? 0,
    ...more,
  });
}

describe('a question', () => {
  it('arises where closures begin at the ends of months, with its numbers and its cases', async () => {
    const { items, settings } = await read(by.analyst);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      kind: 'bunched_closures',
      commune: { code: '00070', validFrom: '2025-07-01' },
      year: 2026,
      countedTo: '2026-11-14',
      hits: 10,
      tried: 10,
      otherHits: 0,
      otherTried: 20,
      versions: [],
    });
    expect(items[0]?.honestShare).toBeLessThanOrEqual(settings.honestQuestions);
    expect(items[0]?.expected).toBeLessThan(1);
    expect(items[0]?.cases).toHaveLength(10);
    expect(items[0]?.cases[0]).toMatchObject({
      on: '2026-10-12',
      tip: null,
      point: { name: 'Điểm thử 00070 9' },
    });
  });

  it('is shown to the commune that is asked, and to no other', async () => {
    expect((await read(by.leader)).items).toHaveLength(1);
    expect((await read(officer)).items).toHaveLength(1);
    expect((await read(by.otherLeader)).items).toEqual([]);
  });

  it('says who may answer', async () => {
    expect(await question(officer)).toMatchObject({
      whyNotDraft: null,
      whyNotFile: 'permission.denied',
    });
    expect(await question(by.analyst)).toMatchObject({ whyNotDraft: 'permission.denied' });
  });
});

describe('the answer to a question', () => {
  it('is drafted by the officer for the eyes of the commune alone, then filed by the leader', async () => {
    const drafted = await write(officer, { state: 'draft' });
    expect(drafted.status).toBe(201);
    expect((await question(by.leader)).versions).toMatchObject([{ seq: 1, state: 'draft' }]);
    expect((await question(by.analyst)).versions).toEqual([]);
    const filed = await write(by.leader);
    expect(filed.status).toBe(201);
    expect((await question(by.analyst)).versions).toMatchObject([
      { seq: 2, state: 'filed', words: WORDS, documentNumbers: ['215/BC-UBND'] },
    ]);
  });

  it('is written into the log without its words', async () => {
    await write(by.leader);
    const auditor = await test.as('auditor');
    const { items } = await (await auditor.get('/api/audit?action=question.file')).json();
    const { kind, commune, year, versions } = await question();
    const subjectId = String(commune?.id);
    const seq = versions[0]?.seq;
    expect(items[0]).toMatchObject({
      subjectKind: 'commune',
      subjectId,
      detail: { kind, year, seq },
    });
    await write(officer, { state: 'draft' });
    const drafts = await (await auditor.get('/api/audit?action=question.draft')).json();
    expect(drafts.items[0]).toMatchObject({ subjectId, detail: { seq: (seq ?? 0) + 1 } });
    expect(JSON.stringify(items[0])).not.toContain(WORDS);
  });

  it('is refused to an officer who would file it, to the city and to another commune', async () => {
    await expectProblem(await write(officer), 'permission.denied');
    await expectProblem(await write(by.analyst), 'permission.denied');
    await expectProblem(await write(by.otherLeader), 'question.other_commune');
  });

  it('is refused where nothing is asked', async () => {
    await expectProblem(await write(by.leader, { kind: 'quick_returns' }), 'question.not_found');
    await expectProblem(await write(by.leader, { year: 2025 }), 'question.not_found');
  });

  it('is refused when somebody has written a newer version meanwhile, and says who', async () => {
    const problem = await expectProblem(
      await write(by.leader, { after: 99 }),
      'question.changed_meanwhile',
    );
    expect(problem.parameters).toMatchObject({ by: expect.any(String) });
  });

  it('of two that leave at once is written once', async () => {
    const { versions } = await question();
    const after = versions[0]?.seq ?? 0;
    const answers = await Promise.all([1, 2, 3].map(() => write(by.leader, { after })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  it('is refused when it speaks of a person or carries a secrecy marking', async () => {
    await expectProblem(
      await write(by.leader, { words: 'Đã làm việc với ông Nguyễn Văn Minh, 0912345678.' }),
      'text.personal_data',
    );
    await expectProblem(
      await write(by.leader, { documentNumbers: ['7/TM-UBND'] }),
      'text.secret_marking',
    );
  });

  it('is refused when its body is no answer', async () => {
    await expectProblem(await write(by.leader, { words: 'ngắn' }), 'request.invalid');
  });
});

describe('a question to the city', () => {
  const coordinator = () => test.as('coordinator');
  /** Suspicions lapse sooner, by two settings within the reporting year. */
  const loosen = () =>
    asSystem(test.database, async (sql) => {
      for (const [on, days] of [
        ['2026-03-02', 80],
        ['2026-05-04', 70],
      ] as const) {
        await sql`
          insert into setting (key, valid_from, value, origin, set_by, set_at)
          select
            'signal.flag', ${on}, ${`{"expiryDays": ${days}, "undoMinutes": 60}`}::text::jsonb,
            ${`12/QĐ, ${days} ngày`}, id, now()
          from app_user limit 1`;
      }
    });
  const ofCity = async (client: TestClient) =>
    (await read(client)).items.find(({ kind }) => kind === 'changed_rules');
  const answer = (client: TestClient, state: 'draft' | 'filed', after: number) =>
    client.post('/api/questions/replies', {
      kind: 'changed_rules',
      communeId: null,
      year: 2026,
      state,
      words: 'Quy định đổi theo văn bản mới của Bộ, áp dụng cho mọi phường, xã.',
      documentNumbers: [],
      after,
    });

  it('arises from rules made looser within the year, and only the city reads it', async () => {
    expect(await ofCity(by.analyst)).toBeUndefined();
    await loosen();
    expect(await ofCity(by.analyst)).toMatchObject({
      commune: null,
      year: 2026,
      askedOn: '2026-05-04',
      hits: 2,
      expected: null,
      honestShare: null,
      whyNotDraft: 'permission.denied',
    });
    const asked = await ofCity(await coordinator());
    expect(asked?.cases.map(({ on, rule }) => [on, rule?.rule, rule?.origin])).toEqual([
      ['2026-05-04', 'signal_parameter', '12/QĐ, 70 ngày'],
      ['2026-03-02', 'signal_parameter', '12/QĐ, 80 ngày'],
    ]);
    expect(await ofCity(by.leader)).toBeUndefined();
  });

  it('is answered by the coordinator, for the eyes of the city once it is filed', async () => {
    await expectProblem(await answer(by.leader, 'filed', 0), 'permission.denied');
    const client = await coordinator();
    expect((await answer(client, 'draft', 0)).status).toBe(201);
    expect((await ofCity(by.analyst))?.versions).toEqual([]);
    expect((await answer(client, 'filed', 1)).status).toBe(201);
    expect((await ofCity(by.analyst))?.versions).toMatchObject([{ seq: 2, commune: null }]);
    await expectProblem(await answer(client, 'filed', 1), 'question.changed_meanwhile');
  });
});
