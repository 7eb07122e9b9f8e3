import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { takeBackup } from '#server/features/backups/take-commands.ts';
import { noticeJobs } from '#server/features/notices/notice-jobs.ts';
import { jobPlan } from '#server/features/reminders/reminder-jobs.ts';
import { jobRunner } from '#server/jobs/job-runner.ts';
import { createMailer, type Mailer } from '#server/outside/mailer.ts';
import { broughtByFeatures } from '#tests/support/features.ts';
import { EXIF } from '#tests/support/marks/allowed-places.ts';
import type { FeatureMarks } from '#tests/support/marks/feature-marks.ts';
import { readAllowedPlaces, writeTable } from '#tests/support/marks/marks-table.ts';
import { fieldsForWords } from '#tests/support/marks/form-fields.ts';
import { plantAreasAndKeys } from '#tests/support/marks/plant-areas-and-keys.ts';
import { plantPapers } from '#tests/support/marks/plant-papers.ts';
import { plantRefused } from '#tests/support/marks/plant-refused.ts';
import { plantRegister } from '#tests/support/marks/plant-register.ts';
import { plantSecrets } from '#tests/support/marks/plant-secrets.ts';
import { plantSettings } from '#tests/support/marks/plant-settings.ts';
import { plantWork } from '#tests/support/marks/plant-work.ts';
import { createPlanter, type Planter } from '#tests/support/marks/planter.ts';
import {
  createSightings,
  lookAtAnswers,
  lookAtDatabase,
  lookAtFolder,
  type Sightings,
} from '#tests/support/marks/seen-places.ts';
import { handoverAsked, people, type People } from '#tests/support/points/register-acts.ts';
import { type MailServer, startMailServer } from '#tests/support/processes/mail-server.ts';
import { type PushService, startPushService } from '#tests/support/processes/push-service.ts';
import { createTestApp, type TestApp, type TestClient } from '#tests/support/test-app.ts';

const METRICS_TOKEN = 'm'.repeat(32);

let test: TestApp;
let by: People;
let log = '';
let mails: MailServer;
let mailer: Mailer;
let pushes: PushService;
let outgoing: Awaited<ReturnType<FeatureMarks>>[];
let planter: Planter;
let sightings: Sightings;
let fields: string[];
let readers: Record<string, TestClient>;
let token: TestClient;
let reportId: number;
const refused = new Map<string, number>();

beforeAll(async () => {
  [mails, pushes] = await Promise.all([startMailServer(), startPushService()]);
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      log += chunk.toString();
      done();
    },
  });
  test = await createTestApp({
    points: 30,
    environment: { DIABAN_PUSH_SERVICES: pushes.origin, DIABAN_METRICS_TOKEN: METRICS_TOKEN },
    log: pino({ level: 'trace' }, stream),
  });
  mailer = createMailer({ smtpUrl: mails.url, from: 'Địa Bàn <dia-ban@cong-an.example>' });
  by = await people(test);
  await test.deps.points.reload();
  planter = createPlanter(test);
  sightings = createSightings(planter);
  await plantRegister(planter, by);
  await plantWork(planter, by, await test.as('inspector'));
  outgoing = [];
  for (const plant of await broughtByFeatures<FeatureMarks>('marks')) {
    outgoing.push(await plant(planter, by));
  }
  reportId = await plantPapers(planter, by);
  const endpoint = planter.markOf('POST /api/me/push endpoint');
  const outsiders = { push: pushes.browser(endpoint) };
  ({ token } = await plantSettings(planter, by, outsiders));
  await plantSecrets(planter, by);
  await plantAreasAndKeys(planter);
  fields = await fieldsForWords(test, planter.markOf('a word'));
  for (const field of fields) {
    if (!planter.planted.has(field)) refused.set(field, await plantRefused(planter, field));
  }
  readers = {
    coordinator: by.coordinator,
    analyst: by.analyst,
    planner: by.planner,
    leader: by.leader,
    officer: by.officer,
    inspector: await test.as('inspector'),
    admin: await test.as('admin'),
    auditor: await test.as('auditor'),
    'leader of another commune': by.otherLeader,
    'nobody signed in': test.anonymous,
    token,
  };
}, 600_000);
afterAll(async () => {
  mailer.close();
  await Promise.all([mails.stop(), pushes.stop()]);
  await test.close();
});

/** Reads everything that was made, and everything that goes out of the product by itself. */
async function lookEverywhere(): Promise<string[]> {
  const shared = await lookAtAnswers(planter, sightings, readers);
  await lookAtReports();
  await lookAtMessages();
  const metrics = await test.anonymous.request('/metrics', {
    headers: { authorization: `Bearer ${METRICS_TOKEN}` },
  });
  sightings.look('figures of the program', await metrics.text());
  sightings.look('log of the program', log);
  await lookAtDatabase(test, sightings);
  const folder = mkdtempSync(join(tmpdir(), 'diaban-marks-'));
  const file = join(folder, 'a.backup');
  await takeBackup(test.database, { file, takenAt: test.clock.now(), folders: {} });
  lookAtFolder('backup', folder, sightings);
  rmSync(folder, { recursive: true });
  lookAtFolder('data folder', test.deps.config.dataDirectory, sightings);
  return shared;
}

async function lookAtReports(): Promise<void> {
  const purpose = planter.markOf('POST /api/reports/{id}/documents purpose');
  const path = `/api/reports/${reportId}/documents`;
  for (const format of ['docx', 'csv', 'xlsx']) {
    const answer = await by.leader.post(path, { format, audience: 'internal', purpose });
    expect(answer.status).toBe(200);
    sightings.look('report for inside', new Uint8Array(await answer.arrayBuffer()));
  }
}

/** Mails, pushes and what features send on a day on which something happens. */
async function lookAtMessages(): Promise<void> {
  const runMails = jobRunner({ ...test.deps, mailer }, jobPlan({ ...test.deps, mailer }));
  const runPushes = jobRunner(test.deps, noticeJobs());
  await runMails();
  await runPushes();
  const officialName = `Nhà nghỉ ${planter.markOf('POST /api/points officialName')}`;
  await handoverAsked(by, { officialName });
  for (const at of ['2026-11-24T04:00:00.000Z', '2026-11-25T00:30:00.000Z']) {
    test.clock.set(at);
    await runMails();
    await runPushes();
  }
  for (const lookAtSent of outgoing) await lookAtSent?.(sightings);
  expect(mails.received.length * pushes.received.length).toBeGreaterThan(0);
  // The address of the reader is theirs.
  for (const { subject, text, from } of mails.received)
    sightings.look('mail', subject + text + from);
  for (const message of pushes.received) sightings.look('push', JSON.stringify(message));
}

it(
  'a word in any field of any form is seen where the table says, and nowhere else',
  { timeout: 600_000 },
  async () => {
    const shared = await lookEverywhere();
    const all = [...fields, `POST /api/attachments ${EXIF}`];
    const seen = new Map(
      all.map((field) => [field, sightings.places.get(field) ?? new Set<string>()]),
    );
    mkdirSync('.test-output', { recursive: true });
    writeFileSync('.test-output/marks-table.txt', writeTable(seen));
    const allowed = readAllowedPlaces();
    // A new field needs a row, and a row needs its field.
    expect([...allowed.keys()].toSorted()).toEqual(all.toSorted());
    const tooFar = [...seen].flatMap(([field, places]) =>
      [...places]
        .filter((place) => allowed.get(field)?.has(place) !== true)
        .map((place) => `${field}: ${place}`),
    );
    expect(tooFar).toEqual([]);
    // What may be seen was planted: it lies in the database at least.
    const unplanted = [...allowed].filter(
      ([field, places]) => places.size > 0 && seen.get(field)?.size === 0,
    );
    expect(unplanted).toEqual([]);
    expect(shared).toEqual([]);
    console.log(
      `${all.length} fields, ${[...allowed.values()].filter(({ size }) => size === 0).length} of them seen nowhere`,
    );
  },
);
