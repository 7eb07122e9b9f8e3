import type { boundaries as vi } from '#client/i18n/vi/boundaries.ts';

export const boundaries: typeof vi = {
  title: 'Administrative borders',
};
