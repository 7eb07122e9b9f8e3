import * as z from 'zod';

import { IsoInstant } from './time.ts';

/** Link that is still open and lets its person set the password of an account. Its token is in no list. */
export const OpenLink = z
  .object({
    issuedBy: z.object({ id: z.string(), name: z.string() }),
    issuedAt: IsoInstant,
    expiresAt: IsoInstant,
    removesSecondFactor: z.boolean(),
    /** True while it opens nothing, until a second administrator confirms it. */
    awaitsConfirmation: z.boolean(),
  })
  .meta({ id: 'OpenLink' });
export type OpenLink = z.infer<typeof OpenLink>;

/** A lost telephone takes the second factor along; `mail` sends the link to the address that the person chose. */
export const NewLink = z
  .object({
    removesSecondFactor: z.boolean().default(false),
    mail: z.boolean().default(false),
  })
  .meta({ id: 'NewLink' });
export type NewLink = z.infer<typeof NewLink>;

const Token = z.string().max(100);

export const LinkToken = z.object({ token: Token }).meta({ id: 'LinkToken' });

/** Account that a link is for, and if its code is asked for. */
export const LinkOwner = z
  .object({
    username: z.string(),
    name: z.string(),
    expiresAt: IsoInstant,
    needsCode: z.boolean(),
    removesSecondFactor: z.boolean(),
  })
  .meta({ id: 'LinkOwner' });
export type LinkOwner = z.infer<typeof LinkOwner>;

export const UseLink = LinkToken.extend({
  code: z.string().max(40).nullable(),
  newPassword: z.string().max(1000),
}).meta({ id: 'UseLink' });
export type UseLink = z.infer<typeof UseLink>;

/**
 * Tells if a link counts only with the code of a second administrator: wherever the one who sees it could enter the
 * account alone, and always where it removes a second factor. The demonstration has one administrator and no real people.
 */
export function needsSecondAdministrator(link: {
  removesSecondFactor: boolean;
  mailed: boolean;
  secondFactor: boolean;
  demo: boolean;
}): boolean {
  if (link.demo) return false;
  return link.removesSecondFactor || !(link.mailed || link.secondFactor);
}
