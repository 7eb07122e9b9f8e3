import type { FeatureDeclaration } from './declaration.ts';

/** The map and the record of a point. */
export const MAP = {
  prints: ['map_picture', 'map_print', 'point_print'],
} as const satisfies FeatureDeclaration;
