import { clockOf } from '#client/i18n/clock-text.ts';
import type { Format } from '#client/i18n/format.ts';
import type { Text } from '#client/i18n/use-text.ts';
import type { DroppedStop, PlanProblem, RouteDetail } from '#server/contract/route.ts';
import type { TeamSkill } from '#server/contract/team.ts';

/** A broken rule in a few words. */
export function problemWords(
  { code, parameters }: PlanProblem,
  text: Text,
  format: Format,
): string {
  const { problems } = text.routes;
  const words = (problems as Record<string, string | ((p: { late: string }) => string)>)[code];
  if (typeof words !== 'function') return words ?? code;
  const seconds = numberOf(parameters['seconds']);
  return words({ late: format.minutes(Math.ceil(seconds / 60)) });
}

/** Words for the reason why a stop found no room, and for the change that would admit it. */
export function droppedWords(
  { reason, remedies }: Pick<DroppedStop, 'reason' | 'remedies'>,
  route: RouteDetail,
  text: Text,
): { reason: string; fixes: string | null } {
  const { routes } = text;
  const fixes = remedies.map((remedy) => remedyWords(remedy, route, text));
  return {
    reason: routes.reasons[reason] ?? reason,
    fixes: fixes.length === 0 ? null : routes.fixes({ remedies: fixes.join('; ') }),
  };
}

function remedyWords({ code, parameters }: PlanProblem, route: RouteDetail, text: Text): string {
  const { remedies, skills } = text.routes;
  const shiftId = parameters['shiftId'];
  const team = route.shifts.find(({ id }) => id === shiftId)?.teamName ?? '';
  const span = spanOf(parameters['hours'] ?? parameters['window']);
  switch (code) {
    case 'add_skills':
      return remedies.add_skills({
        team,
        skills: listOf(parameters['skills'])
          .map((skill) => skills[skill])
          .join(', '),
      });
    case 'raise_max_stops':
      return remedies.raise_max_stops({ team, count: String(numberOf(parameters['maxStops'])) });
    case 'raise_capacity':
      return remedies.raise_capacity({ team });
    case 'extend_hours':
      return remedies.extend_hours({ team, ...span });
    case 'add_window':
      return remedies.add_window(span);
    case 'release_lock':
      return remedies.release_lock;
    default:
      return remedies.connect;
  }
}

function spanOf(value: unknown): { from: string; to: string } {
  const span = (value ?? {}) as { from?: number; to?: number };
  return { from: clockOf(numberOf(span.from)), to: clockOf(numberOf(span.to)) };
}

function listOf(value: unknown): TeamSkill[] {
  return Array.isArray(value) ? (value as TeamSkill[]) : [];
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
