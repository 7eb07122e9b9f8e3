import type { OutboxKinds } from '#client/offline/outbox/kinds.ts';

/** Kinds of outbox entries, by the feature that writes them. A name never changes once it is released. */
export const OUTBOX_KINDS: OutboxKinds = {
  'handover-answer': () => import('#client/features/handovers/answer-outbox-kind.tsx'),
  check: () => import('#client/features/checks/check-outbox-kind.tsx'),
  'route-result': () => import('#client/features/routes/phone/result-outbox-kind.tsx'),
  'finish-shift': () => import('#client/features/routes/phone/finish-outbox-kind.ts'),
  'unplanned-stop': () => import('#client/features/routes/phone/unplanned-outbox-kind.tsx'),
  'many-acts': () => import('#client/features/many-acts/many-acts-outbox-kind.ts'),
  reply: () => import('#client/features/replies/reply-outbox-kind.tsx'),
};
