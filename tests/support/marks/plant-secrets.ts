import type { People } from '#tests/support/points/register-acts.ts';

import { HERE, type Planter } from './planter.ts';

const KEY = { id: HERE, rawId: HERE, type: 'public-key' };
const SIGNED = { clientDataJSON: HERE, authenticatorData: HERE, signature: HERE };

/** Wrong passwords, codes and tokens in every form that takes one: none of them may be written down anywhere. */
export async function plantSecrets(planter: Planter, { analyst, officer }: People): Promise<void> {
  const { anonymous } = planter.test;
  const tries = (client: People['analyst'], route: string, body: Record<string, unknown>) =>
    planter.tries(client, `POST /api/${route}`, body);
  await tries(anonymous, 'auth/sign-in/username', { username: HERE, password: HERE });
  await tries(anonymous, 'auth/link/read', { token: HERE });
  await tries(anonymous, 'auth/link/use', { token: HERE, code: HERE, newPassword: `${HERE} dài` });
  await tries(anonymous, 'auth/single-sign-on/finish', {
    state: HERE,
    code: HERE,
    iss: HERE,
    error: HERE,
  });
  await tries(anonymous, 'auth/single-sign-on/bind', { password: HERE, code: HERE });
  await tries(anonymous, 'auth/single-sign-on/logout', { logout_token: HERE });
  await tries(officer, 'me/single-sign-on/bind', { password: HERE });
  await tries(officer, 'me/single-sign-on/unbind', { password: HERE });
  await tries(anonymous, 'auth/two-factor/verify-totp', { code: HERE });
  await tries(anonymous, 'auth/two-factor/verify-backup-code', { code: HERE });
  await tries(analyst, 'auth/two-factor/enable', { password: HERE });
  await tries(analyst, 'auth/two-factor/disable', { password: HERE, code: '12' });
  await tries(officer, 'me/password', { currentPassword: HERE, newPassword: `${HERE} dài` });
  await tries(officer, 'me/confirm', { password: HERE });
  await tries(officer, 'me/confirm', { code: HERE });
  await tries(officer, 'me/confirm', { credential: { ...KEY, response: SIGNED } });
  await tries(officer, 'me/passkeys/options', { password: HERE });
  await tries(officer, 'me/passkeys/options', { code: HERE });
  await tries(officer, 'me/passkeys', {
    name: HERE,
    credential: {
      ...KEY,
      response: { clientDataJSON: HERE, attestationObject: HERE, transports: [HERE] },
    },
  });
  await tries(anonymous, 'auth/passkey/sign-in', {
    step: 'alone',
    credential: { ...KEY, response: SIGNED },
  });
}
