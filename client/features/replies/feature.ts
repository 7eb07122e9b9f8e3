import type { Feature } from '#client/frame/feature.ts';

export const replies = {
  outboxKinds: {
    reply: () => import('./reply-outbox-kind.tsx'),
  },
} as const satisfies Feature;
