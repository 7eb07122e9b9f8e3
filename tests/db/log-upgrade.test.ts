import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { sequenceLog } from '#server/audit-tree/sequence.ts';
import { judgeEvidence, readKeys, walkFile } from '#server/cli/verify-audit.ts';
import { openDatabase } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { asSystem } from '#server/db/transaction.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { type OldRegister, openOldRegister } from '#tests/support/database/old-register.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let old: OldRegister;
let test: TestApp;
let folder: string;
/** Lines that the log had before it had a tree. */
let linesBefore: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diaban-log-'));
  old = await openOldRegister(inject('databaseTemplate').kind);
  await old.putBack();
  const database = await openDatabase(old.where);
  const [log] = await database.sql<{ lines: number }[]>`
    select count(*)::integer as lines from audit_entry`;
  linesBefore = log?.lines ?? 0;
  await migrate(database);
  test = await createTestApp({ database, reference: false });
  await sequenceLog(test.deps);
}, 120_000);
afterAll(async () => {
  await test.close();
  await old.remove();
  await rm(folder, { recursive: true });
});

/** Keeps keys, head and log as an auditor gets them; gives what `check-log` says of them, without the database. */
async function judged(change: (log: string) => string): Promise<string[]> {
  const [keys, head, log] = ['keys.json', 'head.json', 'log.ndjson'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const auditor = await test.as('auditor');
  await sequenceLog(test.deps);
  await writeFile(head, await (await auditor.get('/api/log/head')).text());
  const published = await test.anonymous.get('/.well-known/diaban-keys.json');
  await writeFile(keys, await published.text());
  const exported = await auditor.get('/api/audit.ndjson');
  await writeFile(log, change(await exported.text()));
  const findings = await judgeEvidence({ head: [head] }, await readKeys(keys), (asked) =>
    walkFile(log, asked),
  );
  return findings.map(({ sentence }) => sentence);
}

describe('a log that is older than its tree', () => {
  it('is whole after the upgrade, with all its lines and with those that follow', async () => {
    expect(linesBefore).toBeGreaterThan(0);
    const upgraded = await asSystem(test.database, (sql) => verifyAudit(sql));
    expect(upgraded).toMatchObject({ ok: true, entries: linesBefore });
    const analyst = await test.as('analyst');
    expect((await analyst.get('/api/points')).status).toBe(200);
    await sequenceLog(test.deps);
    const grown = await asSystem(test.database, (sql) => verifyAudit(sql));
    expect(grown).toMatchObject({ ok: true, waiting: 0 });
    expect(grown.ok && grown.entries).toBeGreaterThan(linesBefore);
  });

  it('proves itself without the database, and shows an old line that was altered', async () => {
    expect(await judged((log) => log)).toEqual([
      expect.stringMatching(/^The log has \d+ lines, whose root is [0-9a-f]{64}\.$/),
      expect.stringMatching(/^The log begins with the \d+ lines of the head of /),
    ]);
    const altered = (log: string) => log.replace(/"at":"20\d\d/, '"at":"2001');
    expect(await judged(altered)).toEqual([
      expect.stringMatching(/^The log has /),
      expect.stringMatching(/^The log was REWRITTEN: its first \d+ lines are not those /),
    ]);
  });
});
