import type { Role } from './permission.ts';

/** Roles that work on the street, with a phone that locks itself. What a whole city's roles read never stays on a device. */
export const STREET_ROLES: readonly Role[] = ['leader', 'officer', 'inspector'];
