import { describe, expect, it } from 'vitest';

import { EIGHT, HOUR, line, stop, TEAM } from '#tests/support/routes/places-on-line.ts';

import { explainUnassigned } from './explain-unassigned.ts';
import {
  DEFAULT_WEIGHTS,
  NO_LOCKS,
  type RoutingProblem,
  type RoutingStop,
  type RoutingTeam,
} from './routing-problem.ts';

const locked = (locks: Partial<RoutingStop['locks']>) => ({ locks: { ...NO_LOCKS, ...locks } });

/** Explains the first stop, while the others are in the route of the first team. */
function explained(
  out: RoutingStop,
  { teams = [TEAM], route = [] as RoutingStop[], heads = [] as number[] } = {},
) {
  const problem: RoutingProblem = {
    stops: [out, ...route],
    teams,
    matrices: { car: line(7, 600) },
    options: {
      seed: 1,
      budget: { iterations: 1 },
      scope: { kind: 'everything' },
      weights: DEFAULT_WEIGHTS,
      fewestTeams: false,
    },
  };
  const [found, ...others] = explainUnassigned({ problem, heads }, [route]);
  if (others.length > 0) throw new Error('more than one stop is out');
  return found;
}

describe('a stop in no route', () => {
  it('fits where no rule keeps it out', () => {
    expect(explained(stop(1))).toEqual({
      stopId: 's1',
      reason: 'fits',
      teamId: 'a',
      position: 0,
      remedies: [],
    });
  });

  it('has no team where there is none', () => {
    expect(explained(stop(1), { teams: [] })).toMatchObject({ reason: 'no_team', teamId: null });
  });

  it('lacks the skills that its team lacks, and only those', () => {
    const skilled = stop(1, { skills: ['fire', 'health'] });
    expect(explained(skilled, { teams: [{ ...TEAM, skills: ['health'] }] })).toMatchObject({
      reason: 'skills_missing',
      remedies: [{ kind: 'add_skills', teamId: 'a', skills: ['fire'] }],
    });
  });

  it('lies where no road leads', () => {
    expect(explained(stop(6))).toMatchObject({
      reason: 'unreachable',
      remedies: [{ kind: 'connect', stopId: 's6' }],
    });
  });

  it('finds the team full with as many stops as it may have, and not with one fewer', () => {
    const full = { teams: [{ ...TEAM, maxStops: 1 }], route: [stop(2)] };
    expect(explained(stop(1), full)).toMatchObject({
      reason: 'too_many_stops',
      remedies: [{ kind: 'raise_max_stops', teamId: 'a', maxStops: 2 }],
    });
    expect(explained(stop(1), { ...full, teams: [{ ...TEAM, maxStops: 2 }] })?.reason).toBe('fits');
  });

  it('is too heavy beyond the capacity, and not with exactly that', () => {
    const given = (capacity: number) => ({ teams: [{ ...TEAM, capacity }], route: [stop(2)] });
    expect(explained(stop(1, { demand: 2 }), given(2))).toMatchObject({
      reason: 'over_capacity',
      remedies: [{ kind: 'raise_capacity', teamId: 'a', capacity: 3 }],
    });
    expect(explained(stop(1, { demand: 2 }), given(3))?.reason).toBe('fits');
  });

  it('needs longer hours by what it takes to come home', () => {
    const short = { ...TEAM, hours: { from: EIGHT, to: EIGHT + 1_800 } };
    // Ten minutes there, twenty at work, ten back: forty minutes.
    expect(explained(stop(1), { teams: [short] })).toMatchObject({
      reason: 'hours_too_short',
      remedies: [{ kind: 'extend_hours', teamId: 'a', hours: { from: EIGHT, to: EIGHT + 2_400 } }],
    });
    const enough = { ...TEAM, hours: { from: EIGHT, to: EIGHT + 2_400 } };
    expect(explained(stop(1), { teams: [enough] })?.reason).toBe('fits');
  });

  it('asks for a day that begins earlier where its window closes before anybody can be there', () => {
    const early = stop(1, { windows: [{ from: EIGHT - HOUR, to: EIGHT }] });
    expect(explained(early)).toMatchObject({
      remedies: [
        { kind: 'extend_hours', teamId: 'a', hours: { from: EIGHT - 600, to: 17 * HOUR } },
      ],
    });
  });

  it('is held out by the lock to another team, a time, or a position that is taken', () => {
    const lockOf = (out: RoutingStop, given?: Parameters<typeof explained>[1]) => {
      const { reason, remedies } = explained(out, given) ?? {};
      return [reason, remedies];
    };
    const release = (lock: string) => [
      'locks_conflict',
      [{ kind: 'release_lock', stopId: 's1', lock }],
    ];
    expect(lockOf(stop(1, locked({ teamId: 'b' })))).toEqual(release('team'));
    const taken = { route: [stop(2, locked({ position: 0 }))] };
    expect(lockOf(stop(1, locked({ position: 0 })), taken)).toEqual(release('position'));
    expect(lockOf(stop(1, locked({ teamId: 'a', position: 0 })))).toEqual(['fits', []]);
  });

  it('names the hardest of several remedies as the reason', () => {
    const weak = { ...TEAM, maxStops: 0, hours: { from: EIGHT, to: EIGHT + 60 } };
    const reason = (out: RoutingStop) => explained(out, { teams: [weak] })?.reason;
    expect(reason(stop(1))).toBe('too_many_stops');
    expect(reason(stop(1, locked({ teamId: 'b' })))).toBe('locks_conflict');
    expect(reason(stop(1, { skills: ['fire'], ...locked({ teamId: 'b' }) }))).toBe(
      'skills_missing',
    );
  });

  it('is offered to the team that has to give the least', () => {
    const short = (id: string, seconds: number) => ({
      ...TEAM,
      id,
      hours: { from: EIGHT, to: EIGHT + seconds },
    });
    const asked = (...teams: RoutingTeam[]) => explained(stop(1), { teams })?.teamId;
    expect(asked(short('a', 600), short('b', 1_800))).toBe('b');
    expect(asked(short('a', 1_800), short('b', 600))).toBe('a');
    // One remedy is less than two, however long.
    expect(asked({ ...short('a', 2_300), maxStops: 0 }, short('b', 60))).toBe('b');
  });

  it('is offered no place among those that are fixed at the head', () => {
    const route = [stop(2), stop(3)];
    expect(explained(stop(1), { route })?.position).toBe(0);
    expect(explained(stop(1), { route, heads: [1] })?.position).toBe(1);
  });
});
