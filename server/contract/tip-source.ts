import * as z from 'zod';

import { CommuneCode } from './commune.ts';
import { LonLat } from './geo.ts';
import { IsoDate, IsoInstant } from './time.ts';
import { TipChannel } from './tip.ts';
import { TipKind } from './tip-kind.ts';
import { Words } from './words.ts';

/** A hotline or portal that hands in tips by itself, with the tokens that let it in; never a token itself. */
export const TipSource = z
  .object({
    id: z.int(),
    name: z.string(),
    channel: TipChannel,
    requestsPerMinute: z.int(),
    createdBy: z.string(),
    createdAt: IsoInstant,
    tips: z.int(),
    tokens: z.array(
      z.object({
        id: z.int(),
        /** Its last characters, so that two can be told apart. */
        ending: z.string(),
        createdBy: z.string(),
        createdAt: IsoInstant,
        lastUsedAt: IsoInstant.nullable(),
        revokedBy: z.string().nullable(),
        revokedAt: IsoInstant.nullable(),
      }),
    ),
  })
  .meta({ id: 'TipSource' });
export type TipSource = z.infer<typeof TipSource>;

export const NewTipSourceBody = z
  .strictObject({
    name: Words(60).min(3),
    channel: TipChannel,
    requestsPerMinute: z.int().min(1).max(100_000).default(60),
  })
  .meta({ id: 'NewTipSource' });
export type NewTipSourceBody = z.infer<typeof NewTipSourceBody>;

/** The only time that the token is seen: its hash alone is kept. */
export const TipSourceWithToken = z
  .object({ source: TipSource, token: z.string() })
  .meta({ id: 'TipSourceWithToken' });
export type TipSourceWithToken = z.infer<typeof TipSourceWithToken>;

/**
 * A tip as a hotline or portal hands it in: where, when and which kind. Who told it, about whom, and in which
 * words stay with the sender.
 */
export const HandInTipBody = z
  .strictObject({
    /** The sender's own number. The same one again is answered with what was written the first time. */
    channelNumber: Words(100).nullable().default(null),
    kind: TipKind.default('feedback'),
    /** Absent: today. */
    receivedOn: IsoDate.nullable().default(null),
    occurredOn: IsoDate.nullable().default(null),
    /** Longitude and latitude, WGS 84. */
    position: LonLat.nullable().default(null),
    locationErrorMetres: z.number().min(0).max(20_000).nullable().default(null),
    /** The five digits of the commune; asked for where there is no position. */
    communeCode: CommuneCode.nullable().default(null),
    placeName: Words(200).min(2).nullable().default(null),
    category: z.string().max(20).nullable().default(null),
  })
  .refine((tip) => tip.position !== null || tip.communeCode !== null, {
    path: ['communeCode'],
    error: 'place_or_commune',
  })
  .meta({
    id: 'HandInTip',
    example: {
      channelNumber: '1022-2026-004711',
      kind: 'feedback',
      receivedOn: '2026-03-02',
      occurredOn: '2026-03-01',
      position: [105.85, 21.032],
      locationErrorMetres: 50,
      communeCode: null,
      placeName: 'Ngã ba gần vườn hoa',
      category: 'CC-NG',
    },
  });
export type HandInTipBody = z.infer<typeof HandInTipBody>;

/** Receipt for the sender: the code stays the same however often the tip is sent. */
export const HandInReceipt = z
  .object({
    code: z.string(),
    dueOn: IsoDate.nullable(),
    /** True when it had been taken in before: nothing was written. */
    known: z.boolean(),
  })
  .meta({ id: 'HandInReceipt', example: { code: 'TT-000123', dueOn: '2026-03-16', known: false } });
export type HandInReceipt = z.infer<typeof HandInReceipt>;
