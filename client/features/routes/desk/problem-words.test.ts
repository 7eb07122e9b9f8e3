import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import type { RouteDetail } from '#server/contract/route.ts';

import { droppedWords, problemWords } from './problem-words.ts';

const format = makeFormat('vi', vi.common);
const route = {
  shifts: [
    { id: 7, teamName: 'Tổ Một' },
    { id: 8, teamName: 'Tổ Hai' },
  ],
} as RouteDetail;
const words = (code: string, parameters: object = {}) =>
  problemWords({ code, parameters: { ...parameters } }, vi, format);
const fixes = (...remedies: { code: string; parameters: Record<string, unknown> }[]) =>
  droppedWords({ reason: 'window_missed', remedies }, route, vi).fixes;

describe('the words of a broken rule', () => {
  it('tell by how many minutes, a part of one counted whole', () => {
    expect(words('late', { seconds: 120 })).toBe('Muộn 2 phút');
    expect(words('late', { seconds: 121 })).toBe('Muộn 3 phút');
    expect(words('late', { seconds: 31_800 })).toBe('Muộn 8 giờ 50 phút');
    expect(words('late')).toBe('Muộn 0 phút');
    expect(words('hours_exceeded', { seconds: 60 })).toBe('Quá giờ làm 1 phút');
  });

  it('are those of its code, and the code itself where it has none', () => {
    expect(words('time_lock')).toBe('Trái khóa giờ');
    expect(words('unheard_of')).toBe('unheard_of');
  });
});

describe('the words about a stop without room', () => {
  it('have the reason, and no remedy where there is none', () => {
    const { reason, fixes: none } = droppedWords({ reason: 'no_team', remedies: [] }, route, vi);
    expect([reason, none]).toEqual([vi.routes.reasons['no_team'], null]);
    expect(droppedWords({ reason: 'unheard_of', remedies: [] }, route, vi).reason).toBe(
      'unheard_of',
    );
  });

  it('name the team that is asked, and what is asked of it', () => {
    const { remedies } = vi.routes;
    const team = 'Tổ Hai';
    expect(fixes({ code: 'raise_max_stops', parameters: { shiftId: 8, maxStops: 9 } })).toContain(
      remedies.raise_max_stops({ team, count: '9' }),
    );
    expect(fixes({ code: 'raise_capacity', parameters: { shiftId: 8 } })).toContain(
      remedies.raise_capacity({ team }),
    );
    const skills = ['health', 'labour'];
    expect(fixes({ code: 'add_skills', parameters: { shiftId: 8, skills } })).toContain(
      remedies.add_skills({
        team,
        skills: `${vi.routes.skills.health}, ${vi.routes.skills.labour}`,
      }),
    );
  });

  it('tell hours and windows by the clock', () => {
    const span = { from: 28_800, to: 61_200 };
    const said = { from: '08:00', to: '17:00' };
    expect(fixes({ code: 'extend_hours', parameters: { shiftId: 7, hours: span } })).toContain(
      vi.routes.remedies.extend_hours({ team: 'Tổ Một', ...said }),
    );
    expect(fixes({ code: 'add_window', parameters: { window: span } })).toContain(
      vi.routes.remedies.add_window(said),
    );
  });

  it('join several remedies', () => {
    const both = [
      { code: 'release_lock', parameters: {} },
      { code: 'connect', parameters: {} },
    ];
    const { release_lock: release, connect } = vi.routes.remedies;
    expect(fixes(...both)).toBe(vi.routes.fixes({ remedies: `${release}; ${connect}` }));
  });
});
