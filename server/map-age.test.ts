import { Registry } from 'prom-client';
import { beforeEach, describe, expect, it } from 'vitest';

import { createMapAge, type MapAge } from './map-age.ts';

describe('the age of the map', () => {
  const points = { age: 0, readAt: '2026-11-24T03:00:00.000Z' };
  let registry: Registry;
  let age: MapAge;
  let told: string[];

  beforeEach(() => {
    points.age = 0;
    registry = new Registry();
    age = createMapAge(points, registry);
    told = [];
    age.subscribe(() => told.push(age.now().state));
  });

  it('is told when the database is no longer heard, when the map becomes old, and when all is well', () => {
    age.note(true);
    age.note(false);
    points.age = 5_000;
    age.note(false);
    expect(age.now().state).toBe('polled');
    points.age = 5_001;
    age.note(true);
    age.note(false);
    points.age = 20;
    age.note(true);
    expect(told).toEqual(['polled', 'old', 'current']);
    expect(age.now()).toEqual({ state: 'current', readAt: points.readAt });
  });

  it('is a metric in seconds, and none where nobody else writes', async () => {
    points.age = 2_500;
    expect(await registry.metrics()).toContain('diaban_map_age_seconds 0');
    age.note(true);
    expect(await registry.metrics()).toContain('diaban_map_age_seconds 2.5');
  });

  it('is told to nobody who has left', () => {
    age.subscribe(() => told.push('gone'))();
    age.note(false);
    expect(told).toEqual(['polled']);
  });
});
