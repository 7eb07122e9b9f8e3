import type { FeatureDeclaration } from './declaration.ts';

/** Plans and their targets. */
export const PLAN = {
  screens: {
    plans: { vi: 'Chỉ tiêu', en: 'Targets' },
  },
  prints: ['plan_print'],
} as const satisfies FeatureDeclaration;
