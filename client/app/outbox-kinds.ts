import type { OutboxKinds } from '#client/offline/outbox/kinds.ts';

/** What may wait on a device to be sent, by the feature that writes it. A name once given stays. */
export const OUTBOX_KINDS: OutboxKinds = {
  'handover-answer': () => import('#client/features/handovers/answer-outbox-kind.tsx'),
  check: () => import('#client/features/checks/check-outbox-kind.tsx'),
  'route-result': () => import('#client/features/routes/result-outbox-kind.tsx'),
  'unplanned-stop': () => import('#client/features/routes/unplanned-outbox-kind.tsx'),
  reply: () => import('#client/features/replies/reply-outbox-kind.tsx'),
};
