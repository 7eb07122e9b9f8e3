import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import { asSystem } from '#server/db/transaction.ts';
import { ensureClientBuilt } from '#server/build/client-build.ts';
import { enqueueJob, listJobs } from '#server/jobs/queries.ts';
import { databaseUrl } from '#tests/support/database/database-template.ts';
import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';
import { type StartedServer, startServer } from '#tests/support/processes/start-server.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';

const template = inject('databaseTemplate');

// The embedded database has one process by its lock.
describe.runIf(template.kind === 'server')('two servers on one database', () => {
  let test: TestApp;
  let mails: MailServer;
  let folder: string;
  let servers: StartedServer[] = [];

  beforeAll(async () => {
    await ensureClientBuilt(process.cwd());
    folder = await mkdtemp(join(tmpdir(), 'diaban-two-'));
    test = await createTestApp();
    mails = await startMailServer();
    const leader = await test.as('leader');
    await leader.post('/api/me/reminders', {
      address: 'lanh-dao@hoan-kiem.example',
      digest: true,
      overdue: true,
    });
    if (template.kind !== 'server') return;
    const url = databaseUrl(template.url, test.database.sql.options.database);
    const environment = {
      DATABASE_URL: url,
      DIABAN_DATA_DIR: folder,
      SMTP_URL: mails.url,
      MAIL_FROM: 'dia-ban@cong-an.example',
    };
    servers = [startServer(0, environment), startServer(0, environment)];
    await Promise.all(servers.map(({ ready }) => ready));
  });
  afterAll(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await mails.stop();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const jobs = async (prefix: string) => {
    const all = await asSystem(test.database, (sql) => listJobs(sql, 200));
    return all.filter((job) => job.runKey.startsWith(prefix));
  };
  const order = async (runKey: string) => {
    const accountId = (await test.as('leader')).account?.accountId ?? '';
    const items = [
      { key: runKey, kind: 'handover', pointCode: runKey.replaceAll(' ', '-'), dueOn: null },
    ];
    const payload = { accountId, about: 'digest', on: '2026-11-24', items };
    const now = new Date().toISOString();
    await asSystem(test.database, (sql) =>
      enqueueJob(sql, { kind: 'reminders.mail', runKey, dueAt: now, now, payload }),
    );
  };
  const untilDone = async (prefix: string, count: number) => {
    for (let looks = 0; looks < 300; looks += 1) {
      const done = (await jobs(prefix)).filter((job) => job.state === 'done');
      if (done.length === count) return done;
      await pause(100);
    }
    throw new Error(`not done: ${JSON.stringify(await jobs(prefix))}`);
  };

  it('run each job once between them', async () => {
    const keys = Array.from({ length: 30 }, (_, number) => `many ${number}`);
    await Promise.all(keys.map(order));
    const done = await untilDone('many', keys.length);
    expect(done.map((job) => job.attempts)).toEqual(keys.map(() => 1));
    const told = mails.received.map(({ text }) => /many-\d+/.exec(text)?.[0]);
    expect(new Set(told)).toEqual(new Set(keys.map((key) => key.replace(' ', '-'))));
    expect(told).toHaveLength(keys.length);
    // What both of them plan for the same time is there once.
    const recurring = (await jobs('reminders.overdue')).map((job) => job.runKey);
    expect(new Set(recurring).size).toBe(recurring.length);
    expect(recurring.length).toBeGreaterThan(0);
  });

  it('take over from each other when one is killed in the middle', async () => {
    mails.received.length = 0;
    mails.behave('hang');
    const handedIn = mails.handedIn();
    await order('killed');
    await handedIn;
    const [held] = await test.database.sql<{ lockedBy: string }[]>`
      select locked_by from job where run_key = 'killed'`;
    const pid = Number(held?.lockedBy.split(' ').at(-2));
    const holder = servers.find(({ child }) => child.pid === pid);
    if (holder === undefined) throw new Error(`nobody is ${held?.lockedBy}`);
    holder.child.kill('SIGKILL');
    await holder.ended;
    mails.behave('take');
    // The remaining process does the later jobs and leaves claimed ones alone.
    await order('after');
    await untilDone('after', 1);
    expect(mails.received.map(({ text }) => text.includes('killed'))).toEqual([false]);

    // The claim stands for two minutes; a test does not wait for that.
    await test.database.sql`
      update job set locked_until = now() - interval '1 second' where run_key = 'killed'`;
    const [done] = await untilDone('killed', 1);
    expect(done?.attempts).toBe(2);
    expect(mails.received.map(({ text }) => text.includes('killed'))).toEqual([false, true]);
  });

  it('end the job in hand before they stop', async () => {
    const server = servers.find(
      ({ child }) => child.exitCode === null && child.signalCode === null,
    );
    if (server === undefined) throw new Error('no server is left');
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect((await jobs('')).filter((job) => job.state === 'running')).toEqual([]);
  });
});
