import type { session as vi } from '#client/i18n/vi/session.ts';

export const session: typeof vi = {
  title: 'Sign in',
};
