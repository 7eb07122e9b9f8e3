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

/** Place in the list; who answers for a commune finds its targets right after it, and a city some things later. */
function placeOf({ to, afterForCity }: Destination, role: Role): number {
  const place = (wanted: Destination['to']) => DESTINATIONS.findIndex((one) => one.to === wanted);
  if (to === beginningOf(role)) return -1;
  if (to === '/plans' && can(role, 'handovers:answer')) return place('/commune') + 0.5;
  const later = afterForCity !== undefined && REACH[role] === 'city';
  return later ? place(afterForCity) + 0.5 : place(to);
}

/** Destination of a role after the sign-in. */
export function homeOf(role: Role): Destination['to'] | '/settings' {
  return destinationsOf(role)[0]?.to ?? '/settings';
}
