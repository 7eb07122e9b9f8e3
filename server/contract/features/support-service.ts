import type { FeatureDeclaration } from './declaration.ts';

/** Services for people who seek help. */
export const SUPPORT_SERVICE = {
  screens: {
    services: { vi: 'Danh bạ hỗ trợ', en: 'Support services' },
  },
} as const satisfies FeatureDeclaration;
