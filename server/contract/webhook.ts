import * as z from 'zod';

import { IsoDate, IsoInstant } from './time.ts';
import { Words } from './words.ts';

/** Sets of figures by commune: on the evening of each day, and of the last day of each month. */
export const FIGURE_KINDS = ['figures_of_day', 'figures_of_month'] as const;
/** Events that may leave: decisions on a point. Signs, tips and replies stay inside. */
export const OUTGOING_EVENT_KINDS = [
  'recognised',
  'eliminated',
  'handover_proposed',
  'handover_confirmed',
  'handover_refused',
  'handover_withdrawn',
  'recurrence_confirmed',
  'recurrence_withdrawn',
  'delisted',
  'corrected',
  'annulled',
] as const;
export const WEBHOOK_KINDS = [...FIGURE_KINDS, ...OUTGOING_EVENT_KINDS] as const;
export const WebhookKind = z.enum(WEBHOOK_KINDS).meta({ id: 'WebhookKind' });
export type WebhookKind = z.infer<typeof WebhookKind>;

/** Amount that a receiver is told: figures alone; events by commune; events with the codes of their points. */
export const WEBHOOK_DETAILS = ['figures', 'events', 'points'] as const;
export const WebhookDetail = z.enum(WEBHOOK_DETAILS).meta({ id: 'WebhookDetail' });
export type WebhookDetail = z.infer<typeof WebhookDetail>;

/** Ends of one attempt to deliver. */
export const WEBHOOK_OUTCOMES = [
  'taken',
  'refused',
  'gone',
  'redirected',
  'timed_out',
  'unreachable',
  'tls_refused',
  'address_refused',
  'secret_unreadable',
] as const;
export const WebhookOutcome = z.enum(WEBHOOK_OUTCOMES).meta({ id: 'WebhookOutcome' });
export type WebhookOutcome = z.infer<typeof WebhookOutcome>;

export const WebhookPause = z.enum(['by_hand', 'failing', 'gone']).meta({ id: 'WebhookPause' });
export type WebhookPause = z.infer<typeof WebhookPause>;

const MOST_COMMUNES = 200;

export const NewWebhookBody = z
  .strictObject({
    name: Words(60).min(2),
    /** Address that events are sent to by POST: https, without a name or password in it. */
    address: z.url({ protocol: /^https?$/ }).max(500),
    detail: WebhookDetail,
    kinds: z.array(WebhookKind).min(1).max(WEBHOOK_KINDS.length),
    /** Empty: the whole city. */
    communeIds: z.array(z.int().positive()).max(MOST_COMMUNES).default([]),
  })
  .refine(({ detail, kinds }) => detail !== 'figures' || kinds.every((kind) => isFigures(kind)), {
    path: ['kinds'],
    error: 'figures_only',
  })
  .meta({
    id: 'NewWebhook',
    example: {
      name: 'Trục dữ liệu thành phố',
      address: 'https://lgsp.thanh-pho.example/su-kien',
      detail: 'figures',
      kinds: ['figures_of_day'],
    },
  });
export type NewWebhookBody = z.infer<typeof NewWebhookBody>;

/** Hours that the old secret still signs beside the new one. */
export const NewSecretBody = z
  .object({ keepHours: z.int().min(0).max(168).default(24) })
  .meta({ id: 'NewWebhookSecretBody' });

/** Day from which events are sent again; without it the sending goes on where it stood. */
export const ResumeBody = z
  .object({ from: IsoDate.nullable().default(null) })
  .meta({ id: 'WebhookResume' });

/** A system outside that is told of events; never its secret. */
export const Webhook = z
  .object({
    id: z.int(),
    name: z.string(),
    address: z.string(),
    detail: WebhookDetail,
    kinds: z.array(WebhookKind),
    communes: z.array(z.object({ id: z.int(), code: z.string(), name: z.string() })),
    state: z.enum(['active', 'paused']),
    pausedBecause: WebhookPause.nullable(),
    pausedAt: IsoInstant.nullable(),
    /** Until then deliveries are signed with the old secret too. */
    previousValidUntil: IsoInstant.nullable(),
    /** Number of events that wait to be delivered. */
    waiting: z.int(),
    failures: z.int(),
    failingSince: IsoInstant.nullable(),
    nextAttemptAt: IsoInstant,
    lastOutcome: WebhookOutcome.nullable(),
    lastStatus: z.int().nullable(),
    lastTakenAt: IsoInstant.nullable(),
    createdAt: IsoInstant,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;

/** The only time that a secret is seen. */
export const WebhookWithSecret = z
  .object({ webhook: Webhook, secret: z.string() })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const WebhookAttempt = z
  .object({
    eventId: z.uuid(),
    kind: z.string(),
    attemptedAt: IsoInstant,
    outcome: WebhookOutcome,
    /** Status of the answer; null where none came. */
    status: z.int().nullable(),
    milliseconds: z.int(),
  })
  .meta({ id: 'WebhookAttempt' });
export type WebhookAttempt = z.infer<typeof WebhookAttempt>;

export function isFigures(kind: string): boolean {
  return (FIGURE_KINDS as readonly string[]).includes(kind);
}
