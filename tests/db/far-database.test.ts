import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { type Database, openDatabase } from '#server/db/client.ts';
import { copyDatabase } from '#tests/support/database/test-database.ts';
import { type FarProxy, startFarProxy } from '#tests/support/faults/far-proxy.ts';
import {
  DOCUMENT,
  eliminated,
  IN_BA_VI,
  okPoint,
  type People,
  people,
  proposed,
} from '#tests/support/points/register-acts.ts';
import { receive } from '#tests/support/signals/tip-acts.ts';
import { createTestApp, newSession, type TestApp } from '#tests/support/test-app.ts';

const FAR_MILLISECONDS = 300;
const WRITERS = 8;
const LEAST_ACTS_A_SECOND = 6;
const WAYS = 4;
/** Rounds before the others, from nearer: a statement takes one more way the first time on a connection. */
const ROUNDS_BEFORE = 4;
const NEARER_MILLISECONDS = 20;
/** The fewest ways of some rounds are those of an act: a halt of the program as long as a way counts as one. */
const ROUNDS = 3;

const FOUR_ACTS = ['hand-over', 'yes to it', 'check', 'recurrence'];
type Who = 'analyst' | 'coordinator' | 'leader' | 'officer';
/** Cookies of a person of each role. Each writer has sessions of its own: none is looked up for two. */
type Writer = Record<Who, string>;

describe.runIf(inject('databaseTemplate').kind === 'server')('a database far away', () => {
  let proxy: FarProxy;
  let direct: Database;
  let near: TestApp;
  let far: TestApp;
  let by: People;
  let remove: () => Promise<void>;
  const ways = new Map<string, number>();
  let counting = false;

  beforeAll(async () => {
    const { remove: removeCopy, ...where } = await copyDatabase();
    remove = removeCopy;
    direct = await openDatabase(where);
    near = await createTestApp({ database: direct });
    by = await people(near);
    proxy = await startFarProxy(where.databaseDirectUrl ?? where.databaseUrl ?? '');
    const database = await openDatabase({ databaseUrl: proxy.url, dataDirectory: '' });
    far = await createTestApp({ database, reference: false });
  });
  afterAll(async () => {
    await far.close();
    await proxy.close();
    await near.close();
    await remove();
  });

  async function writer(): Promise<Writer> {
    const session = ({ account }: People[Who]) => newSession(near.deps, account?.accountId ?? '');
    const [analyst, coordinator, leader, officer] = await Promise.all(
      [by.analyst, by.coordinator, by.leader, by.officer].map(session),
    );
    return {
      analyst: analyst ?? '',
      coordinator: coordinator ?? '',
      leader: leader ?? '',
      officer: officer ?? '',
    };
  }

  async function act(name: string, cookie: string, path: string, body: object) {
    const given = { documentNumber: DOCUMENT, ...body };
    const send = () => far.anonymous.post(path, given, { cookie });
    return okPoint(counting ? await counted(name, send) : await send());
  }

  /** Notes how many ways an act has waited for that is done alone, where they are the fewest of its name. */
  async function counted<T>(name: string, send: () => Promise<T>): Promise<T> {
    // What an earlier act has left to read is no part of this one. Who acts is looked up anew, and has to prove it again.
    await far.deps.points.settled();
    await direct.sql`update app_session set proved_at = now() - interval '1 minute'`;
    far.deps.authentication.sessions.forget();
    const before = proxy.ways;
    const answer = await send();
    ways.set(name, Math.min(ways.get(name) ?? Infinity, proxy.ways - before));
    return answer;
  }

  /** Takes a closed place through a hand-over, a look and a recurrence, and gives the last answer. */
  async function fourActs(own: Writer, closed: PointDetail): Promise<PointDetail> {
    let point = closed;
    const next = async (name: string, cookie: string, path: string, body: object) => {
      point = await act(name, cookie, path, { version: point.version, ...body });
    };
    const [handover = '', yes = '', check = '', recurrence = ''] = FOUR_ACTS;
    const of = (verb: string) => `/api/points/${point.id}/${verb}`;
    await next(handover, own.analyst, of('handovers'), { effectiveOn: '2026-03-05' });
    const part = `/api/handovers/${point.handovers[0]?.id}/confirm`;
    await next(yes, own.leader, part, { effectiveOn: '2026-03-08', version: undefined });
    const looked = { effectiveOn: '2026-11-20', result: 'no_sign' };
    await next(check, own.officer, of('checks'), looked);
    const seen = { effectiveOn: '2026-11-21', grounds: 'Bắt quả tang.' };
    await next(recurrence, own.analyst, of('mark-recurring'), seen);
    return point;
  }

  async function otherActs(own: Writer): Promise<void> {
    const { id, version } = await proposed(by);
    const listed = { effectiveOn: '2026-01-10', version };
    const point = await act('recognition', own.coordinator, `/api/points/${id}/recognise`, listed);
    const ended = { effectiveOn: '2026-02-10', version: point.version };
    await act('elimination', own.analyst, `/api/points/${id}/eliminate`, ended);
    const tip = await receive(by.analyst, { position: IN_BA_VI });
    const verified = { effectiveOn: near.deps.clock.today(), version: 1 };
    await act('step of a tip', own.analyst, `/api/tips/${tip.id}/verify`, verified);
  }

  /** Lets writers act side by side. @returns the acts of a second */
  async function rate(writers: readonly Writer[]): Promise<number> {
    const closed = await Promise.all(
      writers.map(async (own) => [own, await eliminated(by)] as const),
    );
    const start = performance.now();
    const answers = await Promise.all(closed.map(([own, point]) => fourActs(own, point)));
    const seconds = (performance.now() - start) / 1_000;
    // What an act answers is what stands in the register.
    const records = await Promise.all(
      answers.map(({ id }) => by.analyst.get(`/api/points/${id}`).then(okPoint)),
    );
    expect(answers).toEqual(records);
    return (FOUR_ACTS.length * answers.length) / seconds;
  }

  it(`is asked ${WAYS} times before an act is answered, with the look at who acts`, async () => {
    const own = await writer();
    for (let round = 0; round < ROUNDS_BEFORE + ROUNDS; round += 1) {
      counting = round >= ROUNDS_BEFORE;
      proxy.setTrip(counting ? FAR_MILLISECONDS : NEARER_MILLISECONDS);
      await fourActs(own, await eliminated(by));
      await otherActs(own);
    }
    counting = false;
    proxy.setTrip(0);
    const each = [...FOUR_ACTS, 'recognition', 'elimination', 'step of a tip'].map((name) => [
      name,
      WAYS,
    ]);
    expect(Object.fromEntries(ways)).toEqual(Object.fromEntries(each));
    // By the ways alone: a busy machine gives neither the milliseconds nor its own part of the work as stated.
    const actsASecond = WRITERS / ((WAYS * FAR_MILLISECONDS) / 1_000);
    expect(actsASecond).toBeGreaterThanOrEqual(LEAST_ACTS_A_SECOND);
  }, 120_000);

  it('lets writers act side by side: none waits for another', async () => {
    const writers = await Promise.all(Array.from({ length: WRITERS }, writer));
    for (let round = 0; round < ROUNDS_BEFORE; round += 1) await rate(writers);
    const here = await rate(writers);
    proxy.setTrip(FAR_MILLISECONDS);
    const there = Math.max(await rate(writers), await rate(writers));
    const trip = proxy.meanTrip;
    proxy.setTrip(0);
    console.log(
      `${WRITERS} writers, acts a second: near ${here.toFixed(1)}, far ${there.toFixed(1)} (${trip.toFixed(0)} ms)`,
    );
    // What each would do alone, by the milliseconds that there really were.
    const alone = WRITERS / ((WAYS * trip) / 1_000 + WRITERS / here);
    expect(there).toBeGreaterThan(alone / 2);
  }, 300_000);
});
