import { sessionSecret } from '#server/authentication/secret.ts';
import { AppError } from '#server/contract/problem.ts';
import { appendAudit } from '#server/db/append-audit.ts';
import { asSystem } from '#server/db/transaction.ts';
import type { Deps } from '#server/deps.ts';

import { endProviderSessions, spendLogout } from './queries.ts';
import { providerHash } from '#server/authentication/provider-secrets.ts';
import { requireProvider } from './sign-in-commands.ts';

/**
 * Obeys a logout of the provider (OpenID Connect Back-Channel Logout 1.0): its sessions end at once, with their open
 * streams, in every process. A token counts once. Throws `single_sign_on.off`, `single_sign_on.logout_refused`,
 * `single_sign_on.unavailable`.
 */
export async function obeyLogout(deps: Deps, token: string): Promise<void> {
  const provider = requireProvider(deps);
  const { subject, providerSession, tokenId, expiresAt } = await provider.readLogout(token);
  const secret = sessionSecret(deps.config);
  const { issuer } = provider;
  const hash = (kind: 'subject' | 'session' | 'logout', name: string | null) =>
    name === null ? null : providerHash(secret, { kind, issuer, name });
  await asSystem(deps.database, async (sql) => {
    const tokenHash = hash('logout', tokenId) ?? '';
    const now = new Date().toISOString();
    if (!(await spendLogout(sql, { tokenHash, expiresAt, now }))) {
      throw new AppError('single_sign_on.logout_refused', { cause: 'REPEATED' });
    }
    const ended = await endProviderSessions(sql, {
      subjectHash: hash('subject', subject),
      providerSessionHash: hash('session', providerSession),
    });
    for (const accountId of ended) {
      await appendAudit(sql, deps.clock, {
        action: 'session.ended_by_provider',
        subjectKind: 'account',
        subjectId: accountId,
      });
    }
  });
  deps.authentication.sessions.forget();
}
