import type { Feature } from '#client/frame/feature.ts';

export const handovers = {
  outboxKinds: {
    'handover-answer': () => import('./answer-outbox-kind.tsx'),
  },
} as const satisfies Feature;
