import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import type { PointDetail } from '#server/contract/point.ts';
import { assembleDeps } from '#server/assemble-deps.ts';
import { followDatabase } from '#server/features/live/follow-jobs.ts';
import { createMetrics } from '#server/http/metrics.ts';
import { listen } from '#tests/support/clients/listen.ts';
import {
  act,
  active,
  IN_BA_VI,
  newPoint,
  okPoint,
  people,
  proposed,
  type People,
} from '#tests/support/points/register-acts.ts';
import { createTestApp, type TestApp } from '#tests/support/test-app.ts';
import { quickestOf } from '#tests/support/timing.ts';

const eliminate = (by: People, point: PointDetail) =>
  act(by.analyst, point, 'eliminate', { effectiveOn: '2026-03-01' });

describe('what others change', () => {
  let test: TestApp;
  let by: People;

  beforeAll(async () => {
    test = await createTestApp();
    by = await people(test);
    await test.deps.points.reload();
  });
  afterAll(() => test.close());

  it('is told to twenty streams of an account; one more ends the oldest for good', async () => {
    const streams = [];
    for (let opened = 0; opened < 21; opened += 1) {
      const stream = await listen(by.leader);
      expect(await stream.next()).toMatchObject({ event: 'ready' });
      streams.push(stream);
    }
    const [oldest, second] = streams;
    expect((await oldest?.next())?.event).toBe('ended');
    expect((await oldest?.next())?.event).toBe('closed');
    await active(by);
    expect((await second?.next())?.event).toBe('points');
    for (const stream of streams) await stream.close();
  });

  it('is told within a second to those who may see it', async () => {
    const points = [await active(by), await active(by), await active(by)];
    const stream = await listen(by.planner);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    const milliseconds = await quickestOf(points.length, async () => {
      const point = points.pop();
      if (point === undefined) throw new Error('a point for each try');
      await eliminate(by, point);
      expect(await stream.next()).toEqual({ event: 'points', data: { ids: [point.id] } });
    });
    console.log(`act to event: ${Math.round(milliseconds)} ms`);
    expect(milliseconds).toBeLessThan(1000);
    await stream.close();
  });

  it('is told to come late where the map falls behind, also to who opens the page then', async () => {
    const stream = await listen(by.planner);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    // Nothing follows the database in this test: the map grows old between two looks.
    const look = async (heard: boolean) => {
      await test.deps.points.catchUp();
      test.deps.mapAge.note(heard);
    };
    await look(false);
    expect(await stream.nextOf('map')).toMatchObject({ data: { state: 'polled' } });
    const later = await listen(by.planner);
    expect(await later.nextOf('map')).toMatchObject({ data: { state: 'polled' } });
    await look(true);
    for (const one of [stream, later]) {
      expect(await one.nextOf('map')).toMatchObject({ data: { state: 'current' } });
      await one.close();
    }
  });

  it('is not told to a commune that it does not concern', async () => {
    const stream = await listen(by.leader);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    const far = { geometry: { type: 'Point', coordinates: IN_BA_VI } };
    await okPoint(await by.analyst.post('/api/points', newPoint(far)));
    const near = await proposed(by);
    expect(await stream.next()).toEqual({ event: 'points', data: { ids: [near.id] } });
    await stream.close();
  });

  it('is not sent point by point to an inspector, whose reach no place determines', async () => {
    const inspector = await test.as('inspector');
    const stream = await listen(inspector);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    await proposed(by);
    await test.deps.points.reload();
    expect(await stream.next()).toEqual({ event: 'points', data: { all: true } });
    await stream.close();
  });

  it('ends for readers whose account, role or communes were taken away, without a further event', async () => {
    const reader = await test.as('reader', { role: 'planner' });
    const moved = await test.as('leader.moved', { role: 'leader', communeCodes: ['00070'] });
    const staying = await test.as('leader.staying', { role: 'leader', communeCodes: ['00070'] });
    const other = await test.as('reader.other', { role: 'analyst' });
    const streams = await Promise.all([reader, moved, staying, other].map(listen));
    for (const stream of streams) expect(await stream.next()).toMatchObject({ event: 'ready' });
    await test.database.sql`
      update app_user set disabled_at = now() where username = 'reader'`;
    await test.database.sql`
      update role_assignment set commune_id = (select id from commune where code = '00160' limit 1)
      where account_id = ${moved.account?.accountId ?? ''}`;
    await test.database.sql`
      update role_assignment set role = 'planner'
      where account_id = ${other.account?.accountId ?? ''}`;
    test.deps.authentication.sessions.forget();
    const near = await proposed(by);
    const [disabled, elsewhere, here, changed] = streams;
    for (const stream of [disabled, elsewhere, changed]) {
      expect(await stream?.next()).toMatchObject({ event: 'ended' });
      expect(await stream?.next()).toMatchObject({ event: 'closed' });
    }
    let told = await here?.next();
    // Sessions were checked again without a change for this one.
    while (told?.event === 'still') told = await here?.next();
    expect(told).toEqual({ event: 'points', data: { ids: [near.id] } });
    await here?.close();
  });

  it('ends at once for an account that an administrator disables', async () => {
    const reader = await test.as('reader.two', { role: 'planner' });
    const admin = await test.as('admin');
    const stream = await listen(reader);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    const path = `/api/accounts/${reader.account?.accountId}/disable`;
    expect((await admin.post(path)).status).toBe(200);
    expect(await stream.next()).toMatchObject({ event: 'ended' });
  });

  // The embedded database has one process by its lock: there is nobody else to tell.
  it.runIf(inject('databaseTemplate').kind === 'server')(
    'reaches another process on the same server database',
    async () => {
      const { config, database, clock, log } = test.deps;
      const metrics = createMetrics({ process: false });
      const other = await assembleDeps({ config, database, clock, log, metrics });
      await other.points.reload();
      const unfollow = await followDatabase(other);
      const actor = by.planner.account;
      if (actor === null) throw new Error('the planner is signed in');
      const points = [await active(by), await active(by), await active(by)];
      const milliseconds = await quickestOf(points.length, async () => {
        const point = points.pop();
        if (point === undefined) throw new Error('a point for each try');
        const changed = new Promise<void>((resolve) => {
          other.points.subscribe(() => {
            if (other.points.stateOn(actor, point.id, {})?.status === 'eliminated') resolve();
          });
        });
        await eliminate(by, point);
        await changed;
      });
      console.log(`act to the other process's engine: ${Math.round(milliseconds)} ms`);
      expect(milliseconds).toBeLessThan(1000);
      await unfollow();
    },
  );
});
