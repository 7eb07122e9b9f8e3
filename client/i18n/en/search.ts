import type { search as vi } from '#client/i18n/vi/search.ts';

export const search: typeof vi = {
  title: 'Search',
};
