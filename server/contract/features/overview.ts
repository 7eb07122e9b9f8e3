import type { FeatureDeclaration } from './declaration.ts';

/** The city at a glance. */
export const OVERVIEW = {
  screens: {
    overview: { vi: 'Tổng quan', en: 'Overview' },
  },
  prints: ['overview_print'],
} as const satisfies FeatureDeclaration;
