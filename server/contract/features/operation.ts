import type { FeatureDeclaration } from './declaration.ts';

/** Running the product. */
export const OPERATION = {
  screens: {
    jobs: { vi: 'Tác vụ tự động', en: 'Automatic work' },
    operations: { vi: 'Vận hành', en: 'Operation' },
  },
} as const satisfies FeatureDeclaration;
