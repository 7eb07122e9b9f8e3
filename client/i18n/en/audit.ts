import type { audit as vi } from '#client/i18n/vi/audit.ts';

export const audit: typeof vi = {
  title: 'Access log',
};
