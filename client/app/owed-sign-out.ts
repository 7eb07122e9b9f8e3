import { signOut } from '#client/api/authentication.ts';
import { ApiUnreachable } from '#client/api/problem.ts';

const OWED_KEY = 'dia-ban-sign-out-owed';

/** Notes that the server has not heard of a sign-out. */
export function oweSignOut(): void {
  localStorage.setItem(OWED_KEY, 'true');
}

/** Tells the server of a sign-out without a network. False while it still does not know. */
export async function settleSignOut(): Promise<boolean> {
  if (localStorage.getItem(OWED_KEY) === null) return true;
  if (!(await tellServer()).heard) return false;
  localStorage.removeItem(OWED_KEY);
  return true;
}

/** Tells the server; `continueAt` is the page that ends the session at the organisation's provider too. */
export async function tellServer(): Promise<{ heard: boolean; continueAt: string | null }> {
  try {
    return { heard: true, continueAt: await signOut() };
  } catch (error) {
    // A refusal says that there is no session to end.
    return { heard: !(error instanceof ApiUnreachable), continueAt: null };
  }
}
