import type { APIRequest } from '@playwright/test';

import type { Shift, TeamList } from '#server/contract/team.ts';

import { clerk } from './handover-story.ts';

/** A day from eight to five on a motorbike, beginning and ending at the lake in the middle of the city. */
const DAY: Shift = {
  vehicle: 'motorbike',
  startsAt: 480,
  endsAt: 1_020,
  rest: { from: 690, to: 780, minutes: 45 },
  start: [105.8525, 21.0288],
  end: [105.8525, 21.0288],
  mostStops: null,
};

/** Teams of the inspector of the demonstration, with their usual day. */
export async function askTeams(
  request: APIRequest,
  names: readonly string[],
  day: Partial<Shift> = {},
): Promise<void> {
  const planner = await clerk(request, 'planner');
  const { inspectors, items } = await planner.asks<TeamList>('/api/teams');
  const known = new Set(items.map(({ name }) => name));
  const own = inspectors.filter(({ name }) => name.includes('Đội 178'));
  for (const name of names.filter((one) => !known.has(one))) {
    await planner.does('/api/teams', {
      name,
      skills: [],
      memberIds: (own.length > 0 ? own : inspectors).slice(0, 1).map(({ accountId }) => accountId),
      templates: [{ name: 'Cả ngày', shift: { ...DAY, ...day } }],
      version: 0,
    });
  }
  await planner.leaves();
}

/** Businesses to inspect, a few streets from each other in the middle of the city. */
export async function askBusinesses(request: APIRequest, count: number): Promise<void> {
  const planner = await clerk(request, 'planner');
  for (let at = 0; at < count; at += 1) {
    await planner.does('/api/inspection-objects', {
      name: `Cơ sở Minh Họa Dày ${at + 1}`,
      category: 'KAR',
      address: 'Phố Minh Họa',
      position: [105.848 + (at % 8) * 0.0012, 21.026 + Math.floor(at / 8) * 0.0012],
    });
  }
  await planner.leaves();
}
