import type { Feature } from '#client/frame/feature.ts';

export const manyActs = {
  outboxKinds: {
    'many-acts': () => import('./many-acts-outbox-kind.ts'),
  },
} as const satisfies Feature;
