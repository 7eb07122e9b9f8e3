import type { FeatureDeclaration } from './declaration.ts';

/** Systems outside that are told of events. */
export const WEBHOOK = {
  screens: {
    webhooks: { vi: 'Nơi nhận sự kiện', en: 'Receivers of events' },
  },
} as const satisfies FeatureDeclaration;
