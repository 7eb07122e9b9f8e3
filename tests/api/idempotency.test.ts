import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { asSystem } from '#server/db/transaction.ts';
import { breakAtCommit } from '#tests/support/faults/break-at-commit.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let testApp: TestApp;
let analyst: TestClient;
beforeAll(async () => {
  testApp = await createTestApp();
  analyst = await testApp.as('analyst');
});
afterAll(() => testApp.close());

function proposal(officialName: string) {
  return {
    officialName,
    category: 'KS',
    effectiveOn: '2026-11-01',
    geometry: { type: 'Point', coordinates: [105.852, 21.0287] },
  };
}
const propose = (key: string, name: string, client = analyst) =>
  client.post('/api/points', proposal(name), { 'idempotency-key': key });

const RECOGNISED = { effectiveOn: '2026-11-02', documentNumber: '12/QĐ-UBND', version: 1 };

const pointOf = async (answer: Response) => (await answer.json()) as PointDetail;

async function countPoints(name: string): Promise<number> {
  const [row] = await asSystem(
    testApp.database,
    (sql) => sql<{ count: number }[]>`
      select count(*) as count from point where official_name = ${name}`,
  );
  return row?.count ?? 0;
}

/** Writes a table with one tip in the form that a browser sends. */
function tableAsForm(number: string, boundary: string): string {
  const table = `Số tin;Loại tin;Kênh;Ngày tiếp nhận;Phường, xã\n${number};Phản ánh;Đường dây nóng;01/11/2026;Ba Vì`;
  return [
    `--${boundary}`,
    'content-disposition: form-data; name="file"; filename="tips.csv"',
    'content-type: text/csv',
    '',
    table,
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

describe('a write that is sent again', () => {
  it('is answered with the first answer and written once', async () => {
    const key = randomUUID();
    const first = await propose(key, 'Nhà nghỉ gửi hai lần');
    const again = await propose(key, 'Nhà nghỉ gửi hai lần');
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(await first.json());
    expect(await countPoints('Nhà nghỉ gửi hai lần')).toBe(1);
  });

  it('is written once when both arrive at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => propose(key, 'Nhà nghỉ gửi cùng lúc')));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    const replayed = answers.map((answer) => answer.headers.get('idempotency-replayed'));
    expect(replayed.filter((said) => said === null)).toHaveLength(1);
    expect(await countPoints('Nhà nghỉ gửi cùng lúc')).toBe(1);
  });

  it('is refused with the same refusal', async () => {
    const key = randomUUID();
    const first = await propose(key, 'x');
    const again = await propose(key, 'x');
    expect([first.status, again.status]).toEqual([422, 422]);
    expect(again.headers.get('content-type')).toContain('application/problem+json');
    expect(await again.json()).toEqual(await first.json());
  });

  it('is refused when the key stands for something else', async () => {
    const key = randomUUID();
    await propose(key, 'Nhà nghỉ thứ nhất');
    const other = await propose(key, 'Nhà nghỉ thứ hai');
    expect(await other.json()).toMatchObject({ code: 'request.idempotency_key_reused' });
    expect(await countPoints('Nhà nghỉ thứ hai')).toBe(0);
  });

  it('is refused when the key stands for the same at another address', async () => {
    const coordinator = await testApp.as('coordinator');
    const here = await propose(randomUUID(), 'Nhà nghỉ ở đây').then(pointOf);
    const there = await propose(randomUUID(), 'Nhà nghỉ ở kia').then(pointOf);
    const key = { 'idempotency-key': randomUUID() };
    const recognise = ({ id }: PointDetail) =>
      coordinator.post(`/api/points/${id}/recognise`, RECOGNISED, key);
    expect(await recognise(here).then(pointOf)).toMatchObject({ status: 'active' });
    expect(await (await recognise(there)).json()).toMatchObject({
      code: 'request.idempotency_key_reused',
    });
    const after = await analyst.get(`/api/points/${there.id}`).then(pointOf);
    expect(after.status).toBe('proposed');
  });

  it('is refused when its writer has seen another version meanwhile', async () => {
    const key = randomUUID();
    const seen = (version: string) =>
      analyst.post('/api/points', proposal('Nhà nghỉ đã xem'), {
        'idempotency-key': key,
        'if-match': `"${version}"`,
      });
    expect((await seen('1')).status).toBe(201);
    expect(await (await seen('2')).json()).toMatchObject({
      code: 'request.idempotency_key_reused',
    });
  });

  it('is another write when another person uses the same key', async () => {
    const key = randomUUID();
    await propose(key, 'Nhà nghỉ cùng khóa');
    const other = await propose(key, 'Nhà nghỉ cùng khóa', await testApp.as('coordinator'));
    expect(other.headers.get('idempotency-replayed')).toBeNull();
    expect(await countPoints('Nhà nghỉ cùng khóa')).toBe(2);
  });

  it('compares forms by their content, not by the boundary between their parts', async () => {
    const key = randomUUID();
    const send = (number: string, boundary: string) =>
      analyst.request('/api/tip-imports', {
        method: 'POST',
        headers: {
          'idempotency-key': key,
          'content-type': `multipart/form-data; boundary=${boundary}`,
        },
        body: tableAsForm(number, boundary),
      });
    const first = await send('CB-901', 'one-boundary');
    expect(first.status).toBe(200);
    const answer = await first.json();
    expect(answer).toMatchObject({ added: 1, known: 0, refused: 0 });
    const again = await send('CB-901', 'another-boundary');
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toEqual(answer);
    const other = await send('CB-902', 'one-boundary');
    expect(await other.json()).toMatchObject({ code: 'request.idempotency_key_reused' });
  });

  it('is kept for its account for thirty days and then deleted', async () => {
    const keys = [randomUUID(), randomUUID()] as const;
    for (const key of keys) await propose(key, `Nhà nghỉ giữ lâu ${key}`);
    const days = 86_400;
    const age = (key: string, seconds: number) =>
      asSystem(
        testApp.database,
        (sql) => sql`
          update idempotency_record
          set created_at = ${testApp.clock.now()}::timestamptz - make_interval(secs => ${seconds})
          where key = ${key}`,
      );
    await age(keys[0], 30 * days);
    await age(keys[1], 30 * days + 1);
    await propose(randomUUID(), 'Nhà nghỉ mới hơn');
    const kept = await asSystem(
      testApp.database,
      (sql) => sql<{ key: string }[]>`
        select key from idempotency_record where key = any (${[...keys]})`,
    );
    expect(kept.map(({ key }) => key)).toEqual([keys[0]]);
  });
});

/** Proposes over a connection that breaks at the commit. */
async function proposeUnanswered(key: string, name: string, side: 'before' | 'after') {
  const mend = breakAtCommit(testApp.database, key, side);
  const answer = await propose(key, name).catch(() => null);
  mend();
  // The broken connection may give any answer but a success.
  expect(answer?.ok).not.toBe(true);
}

describe('a write whose answer was lost', () => {
  it('is answered and not repeated when the answer to its commit was lost', async () => {
    const key = randomUUID();
    await proposeUnanswered(key, 'Nhà nghỉ mất trả lời', 'after');
    expect(await countPoints('Nhà nghỉ mất trả lời')).toBe(1);
    const again = await propose(key, 'Nhà nghỉ mất trả lời');
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toMatchObject({ officialName: 'Nhà nghỉ mất trả lời' });
    expect(await countPoints('Nhà nghỉ mất trả lời')).toBe(1);
  });

  it('runs when nothing of it had been committed', async () => {
    const key = randomUUID();
    await proposeUnanswered(key, 'Nhà nghỉ chưa ghi', 'before');
    const again = await propose(key, 'Nhà nghỉ chưa ghi');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect(await countPoints('Nhà nghỉ chưa ghi')).toBe(1);
  });

  it('is reported as unknown when another version of the program would have to continue it', async () => {
    const key = randomUUID();
    expect((await propose(key, 'Nhà nghỉ dở dang')).status).toBe(201);
    await asSystem(
      testApp.database,
      (sql) => sql`
        update idempotency_record set status = null, body = null, program = '0.0.1'
        where key = ${key}`,
    );
    const again = await propose(key, 'Nhà nghỉ dở dang');
    expect(await again.json()).toMatchObject({ code: 'request.outcome_unknown', status: 409 });
    expect(await countPoints('Nhà nghỉ dở dang')).toBe(1);
  });

  it('keeps neither a link nor a token of what was written', async () => {
    const admin = await testApp.as('admin');
    const account = await admin.post('/api/accounts', {
      username: 'khoa.moi',
      name: 'Khóa Mới',
      role: 'planner',
      communeIds: [],
      validFrom: '2026-11-24',
      validTo: null,
    });
    const { token: link } = (await account.json()) as { token: string };
    const source = await admin.post('/api/tip-sources', {
      name: 'Đường dây thử khóa',
      channel: 'hotline',
      requestsPerMinute: 60,
    });
    const { token } = (await source.json()) as { token: string };
    expect([account.status, source.status]).toEqual([201, 201]);
    await propose(randomUUID(), 'Nhà nghỉ có khóa');
    const holding = async (text: string) => {
      const rows = await asSystem(
        testApp.database,
        (sql) => sql`
          select from idempotency_record where strpos(concat(body, results), ${text}) > 0`,
      );
      return rows.length;
    };
    expect(await holding('Nhà nghỉ có khóa')).toBe(1);
    expect([await holding(link), await holding(token)]).toEqual([0, 0]);
  });
});

describe('a write of the register', () => {
  it('is refused without a key and with one that is no UUID', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(proposal('Nhà nghỉ không khóa'));
    const without = await analyst.request('/api/points', { method: 'POST', headers, body });
    expect(await without.json()).toMatchObject({ code: 'request.idempotency_key_missing' });
    const malformed = await propose('again', 'Nhà nghỉ không khóa');
    expect(await malformed.json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '/idempotency-key', in: 'header', code: 'invalid_format' }],
    });
    expect(await countPoints('Nhà nghỉ không khóa')).toBe(0);
  });
});
