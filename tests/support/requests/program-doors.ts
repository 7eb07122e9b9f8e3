import type { Permission } from '#server/contract/permission.ts';

/**
 * Operations and rights of programs, written by hand from the promise (README, SECURITY: programs read, and enter tips
 * for people to judge). Nothing here is computed from the code.
 */

/** Rights that a token can hold for reading. */
export const READ_BY_PROGRAMS: readonly Permission[] = [
  'points:read',
  'points:export',
  'tips:read',
  'worklist:read',
  'weekly_sheets:read',
  'analysis:read',
  'overview:read',
  'plans:read',
  'reports:read',
  'inspection_objects:read',
  'routes:read',
  'audit:read',
];

/** The writes of a token, each with its right. */
export const WRITTEN_BY_PROGRAMS: Readonly<Record<string, Permission>> = {
  'POST /api/tips': 'tips:enter',
};

/** Readings about the account itself and what waits for its signature: closed to every program. */
export const CLOSED_TO_PROGRAMS: readonly string[] = [
  'GET /api/me/device-share',
  'GET /api/me/earlier-seal-key',
  'GET /api/me/passkeys',
  'GET /api/me/push',
  'GET /api/me/sessions',
  'GET /api/me/single-sign-on',
  'GET /api/proposals',
  'GET /api/proposals/{id}',
  'GET /api/tokens',
];

const GROUND = ['GET /api/tiles/ground.json', 'GET /api/tiles/ground/{z}/{x}/{y}'];

/** Readings open to a token that is confined to one collection; its others are those of the OGC interface. */
export const OPEN_TO_CONFINED: Readonly<Record<'points' | 'communes', readonly string[]>> = {
  points: [...GROUND, 'GET /api/tiles/points.json', 'GET /api/tiles/points/{z}/{x}/{y}'],
  communes: GROUND,
};
