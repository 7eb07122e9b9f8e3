import type { FeatureDeclaration } from './declaration.ts';

/** Recurrences, and the offices in charge of them. */
export const ATTRIBUTION = {
  prints: ['attribution_print'],
} as const satisfies FeatureDeclaration;
