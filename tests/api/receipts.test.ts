import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sha256 } from '#server/audit-tree/merkle.ts';
import { sequenceLog } from '#server/audit-tree/sequence.ts';
import { judgeEvidence, readKeys, walkFile } from '#server/cli/verify-audit.ts';
import { LogConsistency, LogHeadAnswer, LogInclusion, Receipt } from '#server/contract/log-head.ts';
import { provesExtension, provesInclusion } from '#server/contract/tree-proof.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit, walkLog } from '#server/features/audit/read-verdict.ts';
import { rewriteLog } from '#tests/support/database/log-tree.ts';
import {
  DOCUMENT,
  newPoint,
  people,
  type People,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { expectProblem } from '#tests/support/requests/expect-problem.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

let test: TestApp;
let by: People;
let folder: string;

beforeAll(async () => {
  test = await createTestApp();
  by = await people(test);
  folder = await mkdtemp(join(tmpdir(), 'diaban-evidence-'));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const publishedKeys = async () =>
  (await (await test.anonymous.get('/.well-known/diaban-keys.json')).json()) as { keys: JWK[] };

/** Checks the signature with the published key that it names, and gives what it says. */
async function signedBy(text: string): Promise<unknown> {
  const { keys } = await publishedKeys();
  const key = keys.find(({ kid }) => kid === decodeProtectedHeader(text).kid);
  const { payload } = await compactVerify(text, await importJWK(key ?? {}, 'EdDSA'));
  return JSON.parse(new TextDecoder().decode(payload));
}

/** Proposes a point; gives the signed receipt and what it says. */
async function write(key: string = randomUUID(), client: TestClient = by.analyst) {
  const body = newPoint();
  const answer = await client.post('/api/points', body, { 'idempotency-key': key });
  expect(answer.status).toBe(201);
  const text = answer.headers.get('diaban-receipt') ?? '';
  return { key, body, text, receipt: Receipt.parse(await signedBy(text)) };
}

async function headSince(since?: number): Promise<LogHeadAnswer> {
  await sequenceLog(test.deps);
  const query = since === undefined ? '' : `?since=${since}`;
  return LogHeadAnswer.parse(await (await by.officer.get(`/api/log/head${query}`)).json());
}

async function kept(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const sentences = async (...given: Parameters<typeof judgeEvidence>) =>
  (await judgeEvidence(...given)).map(({ ok, sentence }) => `${ok ? 'yes' : 'NO'}: ${sentence}`);

describe('the receipt of a write', () => {
  it('names its key, address, body, line and time, signed by a published key', async () => {
    const { key, body, receipt } = await write();
    const [line] = await asSystem(
      test.database,
      (sql) => sql<{ id: string; at: string }[]>`
        select id, at from audit_entry where action = 'point.propose' order by seq desc limit 1`,
    );
    expect(receipt).toEqual({
      key,
      operation: 'POST /api/points',
      body: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
      line: line?.id,
      leaf: expect.stringMatching(/^[0-9a-f]{64}$/),
      effectiveOn: null,
      recordedAt: line?.at,
    });
  });

  it('has the leaf that the line gets in the tree', async () => {
    const { receipt } = await write();
    const { head } = await headSince();
    const proof = LogInclusion.parse(
      await (await by.officer.get(`/api/log/inclusion?leaf=${receipt.leaf}`)).json(),
    );
    expect(proof.leaf).toBe(receipt.leaf);
    expect(await provesInclusion(proof, head.root, sha256)).toBe(true);
  });

  it('is the very same for a repeated request, also with a lost answer', async () => {
    const key = randomUUID();
    const body = newPoint();
    const send = async () => {
      const answer = await by.analyst.post('/api/points', body, { 'idempotency-key': key });
      return answer.headers.get('diaban-receipt');
    };
    const first = await send();
    expect(await send()).toBe(first);
    await asSystem(
      test.database,
      (sql) => sql`update idempotency_record set status = null, body = null where key = ${key}`,
    );
    expect(await send()).toBe(first);
    expect(first).toMatch(/^eyJ/);
  });

  it('of an act says the day from which it counts; a refusal has none', async () => {
    const { id, version } = await proposed(by);
    const given = { documentNumber: DOCUMENT, version, effectiveOn: '2026-11-02' };
    const recognise = (client: TestClient) => client.post(`/api/points/${id}/recognise`, given);
    const refused = await recognise(by.officer);
    expect([refused.status, refused.headers.get('diaban-receipt')]).toEqual([403, null]);
    const done = await recognise(by.coordinator);
    expect(done.status).toBe(200);
    const receipt = await signedBy(done.headers.get('diaban-receipt') ?? '');
    expect(receipt).toMatchObject({ effectiveOn: '2026-11-02' });
  });
});

describe('heads and proofs', () => {
  it('show that the log only grew since a head that was seen', async () => {
    const { head: older } = await headSince();
    await write();
    const { head, consistency } = await headSince(older.size);
    expect(head.size).toBeGreaterThan(older.size);
    const roots = { from: older.root, to: head.root };
    expect(consistency !== null && (await provesExtension(consistency, roots, sha256))).toBe(true);
    const { signed, ...said } = head;
    expect(await signedBy(signed)).toEqual(said);
    const between = `/api/log/consistency?from=${older.size}&to=${head.size}`;
    expect(LogConsistency.parse(await (await by.officer.get(between)).json())).toEqual(consistency);
    const future = await headSince(head.size + 1);
    expect(future).toEqual({ head, consistency: null });
  });

  it('are refused for sizes and leaves that the log does not have', async () => {
    const { head } = await headSince();
    const ask = (path: string) => by.officer.get(`/api/log/${path}`);
    await expectProblem(await ask(`consistency?from=1&to=${head.size + 1}`), 'log.size_unknown');
    await expectProblem(await ask('consistency?from=2&to=1'), 'log.size_unknown');
    await expectProblem(await ask(`inclusion?leaf=${'0'.repeat(64)}`), 'log.leaf_unknown');
    const { receipt } = await write();
    await headSince();
    const early = `inclusion?leaf=${receipt.leaf}&size=${head.size}`;
    await expectProblem(await ask(early), 'log.leaf_unknown');
  });
});

describe('what somebody keeps', () => {
  it('is checked without the database: receipt, body, heads, proofs and the whole log', async () => {
    const { head: older } = await headSince();
    const { text, body, receipt } = await write();
    const newer = await headSince(older.size);
    const proof = await (await by.officer.get(`/api/log/inclusion?leaf=${receipt.leaf}`)).json();
    const keys = await readKeys(await kept('keys.json', await publishedKeys()));
    const log = await kept(
      'log.ndjson',
      await (await (await test.as('auditor')).get('/api/audit.ndjson')).text(),
    );
    const files = {
      receipt: await kept('receipt', text),
      body: await kept('body.json', body),
      head: [await kept('older.json', older), await kept('newer.json', newer)],
      proof: [await kept('inclusion.json', proof), await kept('since.json', newer.consistency)],
    };
    expect(await sentences(files, keys, (asked) => walkFile(log, asked))).toEqual([
      `yes: The receipt is signed: POST /api/points, recorded at ${receipt.recordedAt}.`,
      'yes: It is of this body.',
      `yes: The line is proved: line ${older.size + 1} of ${newer.head.size}.`,
      `yes: The head of ${newer.head.size} lines extends that of ${older.size}.`,
      expect.stringMatching(/^yes: The log has \d+ lines, whose root is [0-9a-f]{64}\.$/),
      `yes: The log begins with the ${older.size} lines of the head of ${older.at}.`,
      `yes: The log begins with the ${newer.head.size} lines of the head of ${newer.head.at}.`,
      `yes: The line of the receipt is line ${older.size + 1} of the log.`,
    ]);
  });

  it('is refused where it is of another body, another size, another line, or forged', async () => {
    const { head } = await headSince();
    const { text, receipt } = await write();
    const answer = await headSince(head.size);
    const keys = await readKeys(await kept('keys.json', await publishedKeys()));
    const inclusion = LogInclusion.parse(
      await (await by.officer.get(`/api/log/inclusion?leaf=${receipt.leaf}`)).json(),
    );
    const forged = answer.head.signed.replace(/\.[^.]+\./, (payload) =>
      payload.replace(/.(?=.{9}\.$)/, (one) => (one === 'A' ? 'B' : 'A')),
    );
    const judged = async (files: Parameters<typeof judgeEvidence>[0]) =>
      (await sentences(files, keys, null)).filter((one) => one.startsWith('NO'));
    const receiptFile = await kept('receipt', text);
    const headFile = await kept('head', answer.head.signed);
    expect(await judged({ receipt: receiptFile, body: await kept('other', '{}') })).toEqual([
      'NO: The receipt is of ANOTHER body than this one.',
    ]);
    expect(await judged({ head: [await kept('forged', forged)] })).toEqual([
      'NO: A head is FORGED: none of the keys has signed it.',
    ]);
    expect(await judged({ receipt: headFile })).toEqual([
      'NO: The receipt is FORGED: none of the keys has signed it.',
    ]);
    const proof = [await kept('inclusion.json', inclusion)];
    expect(await judged({ proof, head: [await kept('old', head.signed)] })).toEqual([
      `NO: The proof is for ANOTHER size: no signed head has ${inclusion.size} lines.`,
    ]);
    const other = [await kept('other.json', { ...inclusion, leaf: answer.head.root })];
    expect(await judged({ receipt: receiptFile, proof: other, head: [headFile] })).toEqual([
      'NO: The proof is of ANOTHER line than the receipt.',
    ]);
    expect(await judged({ proof: other, head: [headFile] })).toEqual([
      'NO: The proof is FALSE: it does not lead from the line to the signed root.',
    ]);
  });

  it('shows a log that its keepers rewrote whole and signed anew, which looks whole', async () => {
    const { text, receipt } = await write();
    const { head } = await headSince();
    await rewriteLog(test.deps, (sql) => sql`delete from audit_entry where id = ${receipt.line}`);
    await write();
    const { head: forked } = await headSince();
    expect(forked.size).toBeGreaterThanOrEqual(head.size);
    expect(await asSystem(test.database, (sql) => verifyAudit(sql))).toMatchObject({ ok: true });

    const files = {
      receipt: await kept('receipt', text),
      head: [await kept('head', head.signed)],
    };
    const keys = await readKeys(await kept('keys.json', await publishedKeys()));
    const judged = await asSystem(test.database, (sql) =>
      sentences(files, keys, (asked) => walkLog(sql, asked)),
    );
    expect(judged.filter((one) => one.startsWith('NO'))).toEqual([
      `NO: The log was REWRITTEN: its first ${head.size} lines are not those of the head of ${head.at}.`,
      'NO: The log LACKS the line of the receipt: it was changed or removed, or the log is older.',
    ]);
    const answer = await headSince(head.size);
    const roots = { from: head.root, to: answer.head.root };
    expect(
      answer.consistency !== null && (await provesExtension(answer.consistency, roots, sha256)),
    ).toBe(false);
  });
});

describe('the keys of the log', () => {
  it('are followed by new ones two minutes later, stay published, and sign what was theirs', async () => {
    const old = await write();
    const made = await test.deps.logKeys.rotate();
    const kidOf = (text: string) => decodeProtectedHeader(text).kid;
    expect(kidOf((await write()).text)).toBe(kidOf(old.text));
    test.clock.set(new Date(Date.parse(test.clock.now()) + 121_000).toISOString());
    expect(kidOf((await write()).text)).toBe(made.kid);
    const { keys } = await publishedKeys();
    expect(keys).toEqual([
      expect.objectContaining({ kid: kidOf(old.text), until: made.since }),
      expect.objectContaining({ kid: made.kid, until: null }),
    ]);
    expect(Object.keys(keys[0] ?? {})).not.toContain('d');
    const again = await by.analyst.post('/api/points', old.body, { 'idempotency-key': old.key });
    expect(again.headers.get('diaban-receipt')).toBe(old.text);
  });
});
