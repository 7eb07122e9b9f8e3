import type { HintName } from '#client/ui/hinted.ts';
import type { Role } from '#server/contract/permission.ts';

/** Five controls for each role, in the order in which they are shown on its first screen; the log has fewer. */
const HINTS_OF: Record<Role, readonly HintName[]> = {
  analyst: ['search', 'filters', 'table', 'time', 'menu'],
  leader: ['kinds', 'act', 'recurrences', 'ways', 'menu'],
  officer: ['kinds', 'act', 'recurrences', 'ways', 'menu'],
  planner: ['new_route', 'teams', 'route', 'ways', 'menu'],
  inspector: ['next_stop', 'stop_result', 'add_stop', 'ways', 'menu'],
  coordinator: ['figures', 'duties', 'recurrences', 'ways', 'menu'],
  admin: ['new_account', 'find_account', 'account_acts', 'ways', 'menu'],
  auditor: ['verify', 'log_filter', 'menu'],
};

/** The hints of a role's first visit, in their order. */
export function hintsOf(role: Role): readonly HintName[] {
  return HINTS_OF[role];
}

/**
 * Finds the next hint whose control is on the screen, from a place in the order on. `left` counts the hints from that
 * one to the last. Null where none is left.
 */
export function nextHint(
  names: readonly HintName[],
  from: number,
  isThere: (name: HintName) => boolean,
): { name: HintName; at: number; left: number } | null {
  const there = names.flatMap((name, at) => (at >= from && isThere(name) ? [{ name, at }] : []));
  const [first] = there;
  return first === undefined ? null : { ...first, left: there.length };
}
