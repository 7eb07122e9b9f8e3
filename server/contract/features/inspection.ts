import type { FeatureDeclaration } from './declaration.ts';

/** Businesses and their inspections. */
export const INSPECTION = {
  screens: {
    inspections: { vi: 'Cơ sở', en: 'Businesses' },
  },
} as const satisfies FeatureDeclaration;
