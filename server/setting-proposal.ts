import type { IsoDate } from './contract/time.ts';
import type { Role } from './contract/permission.ts';

/** Rules that all settings that decide figures share: the agency asks, and somebody whom no figure measures confirms. */
export const OF_SETTING = {
  right: 'settings:manage' as const,
  deciders: (): readonly Role[] => ['analyst'],
  paper: true,
};

/** Gives the day from which a setting holds: never one before its confirmation. */
export function notBefore(validFrom: IsoDate, today: IsoDate): IsoDate {
  return validFrom < today ? today : validFrom;
}
