import type { settings as vi } from '#client/i18n/vi/settings.ts';

export const settings: typeof vi = {
  title: 'My settings',
};
