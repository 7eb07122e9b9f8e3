import type { ProviderAnswer, SingleSignOnOutcome } from '#server/contract/single-sign-on.ts';

import { call } from './call.ts';
import { api } from './client.ts';
import { ownPage } from './own-page.ts';

const NEXT_KEY = 'dia-ban-after-single-sign-on';

/** Goes to the provider's page; `next` is where the person wanted to be. Throws `single_sign_on.unavailable`. */
export async function goToProvider(next: string | undefined): Promise<void> {
  const { address } = await call(api.auth['single-sign-on'].begin.$post());
  // Kept by this tab: the provider's page lies in between.
  if (next === undefined) sessionStorage.removeItem(NEXT_KEY);
  else sessionStorage.setItem(NEXT_KEY, next);
  location.assign(address);
}

/** Takes the address to open after a sign-in through the provider; undefined where none was kept. */
export function takeNext(): string | undefined {
  const next = ownPage(sessionStorage.getItem(NEXT_KEY));
  sessionStorage.removeItem(NEXT_KEY);
  return next;
}

/** Hands in the answer of the provider. Throws `single_sign_on.not_bound`, after which a binding code may follow. */
export async function finishSingleSignOn(
  json: ProviderAnswer,
): Promise<SingleSignOnOutcome['outcome']> {
  return (await call(api.auth['single-sign-on'].finish.$post({ json }))).outcome;
}
