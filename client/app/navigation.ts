import { can, REACH, type Role } from '#server/contract/permission.ts';

import { DESTINATIONS, type Destination } from './screens.ts';

/**
 * First destination of a role: the worklist for a commune, the overview for the city, the routes for planners and
 * teams, and the order of the list for everybody else.
 */
function beginningOf(role: Role): Destination['to'] {
  if (REACH[role] === 'communes') return '/worklist';
  if (REACH[role] === 'routes') return '/my-routes';
  if (role === 'planner') return '/routes';
  return role === 'coordinator' ? '/overview' : '/';
}

/** The screens that a role may use, and only those. */
export function destinationsOf(role: Role): readonly Destination[] {
  const own = DESTINATIONS.filter(
    ({ permission, ofCommunes }) =>
      can(role, permission) && (ofCommunes !== true || REACH[role] === 'communes'),
  );
  return own.toSorted((a, b) => placeOf(a, role) - placeOf(b, role));
}

/** Place in the list; the beginning of a role stands before all. */
function placeOf({ to, place }: Destination, role: Role): number {
  if (to === beginningOf(role)) return -1;
  return typeof place === 'number' ? place : place(role);
}

/** Destination of a role after the sign-in. */
export function homeOf(role: Role): Destination['to'] | '/settings' {
  return destinationsOf(role)[0]?.to ?? '/settings';
}
