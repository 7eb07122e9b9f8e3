import type { imports as vi } from '#client/i18n/vi/imports.ts';

export const imports: typeof vi = {
  title: 'Import points',
};
