import { AccountWithCode, AccountWithLink, type NewAccount } from '#server/contract/account.ts';

import { okProposal } from '#tests/support/points/proposal-acts.ts';
import type { TestApp, TestClient } from '#tests/support/test-app.ts';

export const OWN_PASSWORD = 'một câu chỉ người này biết';

export const newAccount = (more: Partial<NewAccount> = {}): NewAccount => ({
  username: 'tran.binh',
  name: 'Trần Bình',
  role: 'planner',
  communeIds: [],
  validFrom: '2026-01-01',
  validTo: null,
  ...more,
});

/** Opens an account as an administrator; gives it with the token of its link. */
export async function openByLink(
  admin: TestClient,
  more: Partial<NewAccount> = {},
): Promise<{ account: AccountWithLink['account']; token: string }> {
  const response = await admin.post('/api/accounts', newAccount(more));
  const { account, token } = AccountWithLink.parse(await response.json());
  if (token === null) throw new Error('the link of a new account was mailed');
  return { account, token };
}

/** Confirms a link as a second administrator; gives its code. */
export async function confirmLink(second: TestClient, accountId: string): Promise<string> {
  const response = await second.post(`/api/accounts/${accountId}/link/confirm`);
  return AccountWithCode.parse(await response.json()).code;
}

/** Sets {@link OWN_PASSWORD} by a link, as its person does. */
export function setPassword(
  { anonymous }: TestApp,
  token: string,
  code: string | null = null,
): Promise<Response> {
  return anonymous.post('/api/auth/link/use', { token, code, newPassword: OWN_PASSWORD });
}

/** Lets one administrator ask and another one confirm. */
export async function byTwo(first: TestClient, second: TestClient, proposal: object) {
  const { id } = await okProposal(await first.post('/api/proposals', proposal));
  return okProposal(await second.post(`/api/proposals/${id}/confirm`, {}));
}
