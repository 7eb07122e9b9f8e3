import type { map as vi } from '#client/i18n/vi/map.ts';

export const map: typeof vi = {
  title: 'Map',
};
