import type { accounts as vi } from '#client/i18n/vi/accounts.ts';

export const accounts: typeof vi = {
  title: 'Accounts',
};
