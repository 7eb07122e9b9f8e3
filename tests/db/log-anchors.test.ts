import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { sequenceLog } from '#server/audit-tree/sequence.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import type { TransactionSql } from '#server/db/client.ts';
import { asSystem } from '#server/db/transaction.ts';
import { noteHash } from '#server/features/audit/anchor-commands.ts';
import { NOTES_FILE } from '#server/features/audit/anchor-files.ts';
import { auditJobs } from '#server/features/audit/anchor-jobs.ts';
import { verifyAudit } from '#server/features/audit/read-verdict.ts';
import { compareWithAnchors } from '#server/features/audit/read-anchors.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { emptyLog, rewriteLog } from '#tests/support/database/log-tree.ts';
import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

let testApp: TestApp;
let mail: MailServer;
let folder: string;
let outside: string;

beforeAll(async () => {
  mail = await startMailServer();
  folder = await mkdtemp(join(tmpdir(), 'diaban-anchors-'));
  outside = join(folder, 'outside');
  testApp = await createTestApp({
    environment: {
      DIABAN_DATA_DIR: join(folder, 'data'),
      DIABAN_ANCHOR_DIR: outside,
      DIABAN_ANCHOR_MAIL: 'kiem.toan@co-quan.example',
      SMTP_URL: mail.url,
      MAIL_FROM: 'dia.ban@co-quan.example',
    },
  });
});
afterAll(async () => {
  await testApp.close();
  testApp.deps.mailer?.close();
  await mail.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await mkdir(outside);
  for (const number of [1, 2, 3, 4, 5]) await record(number);
});
afterEach(async () => {
  await emptyLog(testApp.database);
  mail.received.length = 0;
  await rm(outside, { recursive: true, force: true });
  await rm(join(folder, 'data'), { recursive: true, force: true });
});

const inSystem = <Value>(work: (sql: TransactionSql) => Promise<Value>) =>
  asSystem(testApp.database, work);

async function record(number: number, action = 'point.eliminate'): Promise<void> {
  await inSystem((sql) =>
    appendAudit(sql, testApp.clock, { action, subjectKind: 'point', subjectId: number }),
  );
}

/** Cuts the last lines off and signs the new end, as if they had never been. */
const cutTail = (last: number) =>
  rewriteLog(testApp.deps, (sql) => sql`delete from audit_entry where seq > ${last}`);

/** Changes a line and signs the log anew: it is then whole again. */
const recompute = (changed: number) =>
  rewriteLog(
    testApp.deps,
    (sql) => sql`update audit_entry set subject_id = '99' where seq = ${changed}`,
  );

const verify = () => inSystem((sql) => verifyAudit(sql));
const compare = (more: string[] = []) =>
  inSystem((sql) => compareWithAnchors(sql, testApp.deps.config, more));
const runJobs = jobRunnerOf();

/** Runs the jobs of a night: each once a day, so that every call takes the next one. */
function jobRunnerOf(): () => Promise<number> {
  let day = 1;
  return async () => {
    day += 1;
    testApp.clock.set(`2027-03-${String(day).padStart(2, '0')}T01:00:00.000Z`);
    return await jobRunner(testApp.deps, auditJobs(testApp.deps.config))();
  };
}

describe('the end of the log, outside the database', () => {
  it('is noted in the data folder, in a new file of the folder outside, and in a mail', async () => {
    expect(await runJobs()).toBe(4);
    await record(6);
    await runJobs();
    const notes = (await readFile(join(folder, 'data', NOTES_FILE), 'utf8')).split('\n');
    expect(notes[1]).toMatch(/^2027-03-\d\dT01:00:00\.000Z 6 [0-9a-f]{64} eyJ\S+$/);
    const names = await readdir(outside);
    expect(names).toHaveLength(2);
    const kept = await readFile(join(outside, names.toSorted()[1] ?? ''), 'utf8');
    expect(kept.split('\n')[1]).toBe('entries 6');
    expect(mail.received.map(({ to }) => to)).toEqual([
      ['kiem.toan@co-quan.example'],
      ['kiem.toan@co-quan.example'],
    ]);
    expect(mail.received[1]?.text).toContain(kept);
    expect(await compare()).toMatchObject({ compared: 4, unfit: null });
  });

  it('waits for a folder that is not mounted and a mail server that refuses, each by itself', async () => {
    await rm(outside, { recursive: true });
    mail.behave('refuse');
    await runJobs();
    const waiting = await inSystem(
      (sql) => sql<{ kind: string; lastError: string }[]>`
        select kind, last_error from job where state = 'waiting' order by kind`,
    );
    expect(waiting).toEqual([
      { kind: 'audit.anchor_folder', lastError: expect.stringContaining('ENOENT') },
      { kind: 'audit.anchor_mail', lastError: expect.stringContaining('mailbox is full') },
    ]);
    await mkdir(outside);
    mail.behave('take');
    await runJobs();
    expect(await readdir(outside)).not.toEqual([]);
    expect(mail.received).not.toEqual([]);
  });

  it('is not taken of an empty log', async () => {
    await emptyLog(testApp.database);
    await runJobs();
    expect(await readdir(outside)).toEqual([]);
    expect(await compare()).toEqual({ compared: 0, latest: null, unfit: null });
  });
});

describe('the anchors show', () => {
  it('nothing of a log that only grew', async () => {
    await runJobs();
    await record(6);
    expect(await verify()).toMatchObject({ ok: true, entries: 5, waiting: 1 });
    await sequenceLog(testApp.deps);
    expect(await verify()).toMatchObject({ ok: true, entries: 6 });
    expect(await compare()).toMatchObject({ compared: 2, unfit: null });
  });

  it('a tail that was cut off, though the chain is whole', async () => {
    await runJobs();
    await record(6);
    await runJobs();
    await cutTail(5);
    expect(await verify()).toMatchObject({ ok: true, entries: 5 });
    expect((await compare()).unfit).toMatchObject({ line: 2, note: expect.stringMatching(/ 6 /) });
  });

  it('a chain that was recomputed after a change, though it is whole', async () => {
    await runJobs();
    await recompute(3);
    expect(await verify()).toMatchObject({ ok: true, entries: 5 });
    expect((await compare()).unfit).toMatchObject({ line: 1, note: expect.stringMatching(/ 5 /) });
  });

  it.each(['cut', 'recomputed'])(
    'a log that was %s also by the mail alone, when every file was rewritten too',
    async (how) => {
      await runJobs();
      const saved = join(folder, 'saved.eml');
      await writeFile(saved, mail.received[0]?.raw ?? '');
      await (how === 'cut' ? cutTail(4) : recompute(1));
      await rm(join(folder, 'data'), { recursive: true });
      for (const name of await readdir(outside)) await rm(join(outside, name));
      expect((await compare()).unfit).toBeNull();
      expect((await compare([saved])).unfit).toMatchObject({ file: saved, line: 1 });
    },
  );

  it('a note or a file that cannot be read, unless an earlier one does not fit', async () => {
    const { config, database } = testApp.deps;
    await sequenceLog(testApp.deps);
    await noteHash(config, database, '2027-03-30T17:05:00.000Z');
    await writeFile(join(outside, 'empty.anchor'), 'at noon\n');
    expect((await compare()).unfit).toMatchObject({ file: join(outside, 'empty.anchor') });
    await appendFile(join(folder, 'data', NOTES_FILE), '2026-03-02T17:05:00.000Z 5 abc\n');
    expect((await compare()).unfit).toMatchObject({ line: 2, note: expect.stringMatching(/abc$/) });
  });

  it('the auditor who presses the button that the log was rewritten', async () => {
    const auditor = await testApp.as('auditor');
    const pressed = async () =>
      (await (await auditor.post('/api/audit/verify', {})).json()) as unknown;
    await runJobs();
    expect(await pressed()).toMatchObject({ ok: true });
    await recompute(2);
    expect(await pressed()).toEqual({
      ok: false,
      firstBroken: null,
      reason: 'noted_hash_gone',
    });
  });
});
