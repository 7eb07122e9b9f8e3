import type { Feature } from '#client/frame/feature.ts';

export const checks = {
  outboxKinds: {
    check: () => import('./check-outbox-kind.tsx'),
  },
} as const satisfies Feature;
