/** The writes that need no Idempotency-Key, listed a second time by hand. */
export const WITHOUT_KEY: readonly string[] = [
  // Passwords, codes and tokens must not be stored.
  'POST /api/accounts',
  'POST /api/accounts/{id}/link',
  'POST /api/accounts/{id}/link/confirm',
  'POST /api/auth/link/read',
  'POST /api/auth/link/use',
  'POST /api/auth/sign-in/username',
  'POST /api/auth/sign-out',
  'POST /api/auth/two-factor/disable',
  'POST /api/auth/two-factor/enable',
  'POST /api/auth/two-factor/verify-backup-code',
  'POST /api/auth/two-factor/verify-totp',
  'POST /api/me/password',
  'POST /api/tip-sources',
  'POST /api/tip-sources/{id}/tokens',
  // These have an id or a number of their own.
  'POST /api/attachments',
  'POST /api/intake/tips',
  // These write nothing that could be written twice.
  'POST /api/audit/verify',
  'POST /api/boundaries/preview',
  'POST /api/gazetteers/preview',
  'POST /api/geocoding/batch',
  'POST /api/inspection-object-imports/preview',
  'POST /api/point-imports/preview',
  'POST /api/roads/preview',
  'POST /api/routes/optimise',
  'POST /api/routes/{id}/presence',
  'POST /api/tip-imports/preview',
];
