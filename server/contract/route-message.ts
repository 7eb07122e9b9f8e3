import * as z from 'zod';

import { IsoInstant } from './time.ts';

const Body = z.string().trim().normalize('NFC').min(2).max(300);

/** A message of the planners to one team on its route. */
export const SendRouteMessage = z
  .object({ shiftId: z.int32(), body: Body })
  .meta({ id: 'SendRouteMessage' });
export type SendRouteMessage = z.infer<typeof SendRouteMessage>;

/** A message as its planners see it: how many of the team have read it. */
export const SentMessage = z
  .object({
    id: z.number().int(),
    body: z.string(),
    sentAt: IsoInstant,
    readBy: z.number().int(),
    members: z.number().int(),
  })
  .meta({ id: 'SentMessage' });
export type SentMessage = z.infer<typeof SentMessage>;

/** A message as the team sees it; `read` by this account. */
export const TeamMessage = z
  .object({ id: z.number().int(), body: z.string(), sentAt: IsoInstant, read: z.boolean() })
  .meta({ id: 'TeamMessage' });
export type TeamMessage = z.infer<typeof TeamMessage>;

export const ReadRouteMessage = z.object({ messageId: z.int32() }).meta({ id: 'ReadRouteMessage' });
export type ReadRouteMessage = z.infer<typeof ReadRouteMessage>;
