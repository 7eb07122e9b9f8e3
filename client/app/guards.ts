import type { QueryClient } from '@tanstack/react-query';
import { redirect, type AnyRoute } from '@tanstack/react-router';

import { configurationQuery } from '#client/api/configuration.ts';
import { meQuery } from '#client/api/me.ts';
import { forgetInstance } from '#client/api/instance.ts';
import {
  ApiUnreachable,
  isAnotherInstallation,
  isRevocation,
  isSessionEnd,
  wipedAccount,
} from '#client/api/problem.ts';
import { keepsAnything } from '#client/offline/kept-here.ts';
import type { Me } from '#server/contract/account.ts';
import { can, REACH, type Permission, type Role } from '#server/contract/permission.ts';

import { DeviceLocked } from './device-locked.ts';
import { loadFrame, loadSignedIn } from './load-signed-in.ts';
import { NotAllowed } from './not-allowed.ts';
import { settleSignOut } from './owed-sign-out.ts';

const WORK_LIST = '/worklist';
const PATIENCE_MILLISECONDS = 3_000;

/** True once a screen has been opened: from then on the bare address is the map. */
let started = false;

type GuardContext = {
  context: { queryClient: QueryClient };
  location: { href: string; pathname: string };
};

async function findMe(queryClient: QueryClient): Promise<Me | null> {
  if (!(await settleSignOut())) return null;
  // Asked beside the server: a fresh device has nothing to close, and need not wait to know it.
  const isKept = keepsAnything();
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (isAnotherInstallation(error)) {
      forgetInstance();
      await closeDevice(isKept);
      return null;
    }
    if (error instanceof ApiUnreachable && (await isLocked())) throw new DeviceLocked();
    if (!isSessionEnd(error) && !isRevocation(error)) throw error;
    if (isRevocation(error)) {
      const { forgetEndedSession } = await import('#client/offline/forget-device.ts');
      await forgetEndedSession(wipedAccount(error));
    } else await closeDevice(isKept);
    if (isSessionEnd(error)) return null;
    throw error;
  }
}

/** Closes what the device keeps of a session that has ended; where it keeps nothing, nothing is loaded for it. */
async function closeDevice(isKept = keepsAnything()): Promise<void> {
  if (!(await isKept)) return;
  const ends = await import('#client/offline/forget-device.ts').catch(() => null);
  await ends?.closeDevice().catch(() => undefined);
}

/** The browser was closed since the sign-in, so that nothing in memory opens what the device keeps. */
async function isLocked(): Promise<boolean> {
  if (!(await keepsAnything())) return false;
  const { deviceKeys } = await import('#client/offline/keys/session-keys.ts');
  return (await deviceKeys.closed().catch(() => null)) !== null;
}

/**
 * Asks for the configuration beside the session, and waits for it for a moment until it has come or failed: a page that
 * is drawn without it moves under the pointer when the bar above it or another way to sign in appears.
 */
async function findConfiguration(queryClient: QueryClient): Promise<void> {
  const known = queryClient.getQueryState(configurationQuery.queryKey);
  // Still under way where another guard has led here.
  if (known !== undefined && known.status !== 'pending') return;
  const patience = new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE_MILLISECONDS);
  });
  await Promise.race([queryClient.prefetchQuery(configurationQuery), patience]);
}

/**
 * Lets signed-in people pass once the frame is there; sends others to the sign-in and back here afterwards. Who must
 * first choose a password or set up the second step is kept in the settings, where that is done.
 */
async function findSignedIn({ context, location }: GuardContext, loads = loadFrame): Promise<Me> {
  const configured = findConfiguration(context.queryClient);
  const me = await findMe(context.queryClient);
  if (me !== null) {
    askAhead(context.queryClient, me, location.pathname);
    await Promise.all([loads(), configured]);
    if (me.restriction === null && location.pathname !== '/') started = true;
    if (me.restriction === null || location.pathname === '/settings') return me;
    throw redirect({ to: '/settings', replace: true });
  }
  const search = location.href === '/' ? {} : { next: location.href };
  throw redirect({ to: '/sign-in', search, replace: true });
}

/** Lets signed-in people pass like {@link findSignedIn}, once all words are there. */
export async function requireSession(guarded: GuardContext): Promise<Me> {
  return await findSignedIn(guarded, loadSignedIn);
}

/**
 * Guards an address whose screen is not known yet. The work list needs no more than the frame; any other screen needs
 * all words, which are asked for here because on a poor line one file after the other is too slow.
 */
export async function requireFrame(guarded: GuardContext): Promise<void> {
  const { pathname } = guarded.location;
  const atList = pathname === WORK_LIST;
  if (!atList && pathname !== '/') await requireSession(guarded);
  else await findSignedIn(guarded);
}

/**
 * Asks for the work list while its screen is still being put together; for everybody who starts elsewhere, for all
 * words. A failure is the screen's to tell.
 */
function askAhead(client: QueryClient, me: Me, pathname: string): void {
  const home = REACH[me.role] === 'communes' ? WORK_LIST : null;
  const opens = pathname === '/' && !started ? home : pathname;
  if (me.restriction !== null || opens !== WORK_LIST) {
    if (pathname === '/') void loadSignedIn().catch(() => undefined);
    return;
  }
  void import('#client/features/worklist/queries.ts')
    .then(async ({ keptWork, worklistQuery }) => {
      const query = worklistQuery(null);
      const asked = client.prefetchInfiniteQuery(query);
      // What the device keeps stands there at once; the answer takes its place.
      const kept = await keptWork();
      if (kept !== null && client.getQueryData(query.queryKey) === undefined) {
        client.setQueryData(query.queryKey, { pages: [kept], pageParams: [null] });
      }
      await asked;
    })
    .catch(() => undefined);
}

/** Lets a role pass that has the permission; the bare start address leads others to their home. */
export function requirePermission(permission: Permission, loads = loadSignedIn) {
  return async (guarded: GuardContext): Promise<void> => {
    const me = await findSignedIn(guarded, loads);
    if (can(me.role, permission)) return;
    const home = await homeOf(me.role);
    if (guarded.location.pathname === '/' && home !== '/') {
      throw redirect({ to: home, replace: true });
    }
    throw new NotAllowed();
  };
}

async function homeOf(role: Role) {
  // The ways through the product are no part of the sign-in.
  const navigation = await import('./navigation.ts');
  return navigation.homeOf(role);
}

/** Puts the guard of its right before the screen of a feature. */
export function guardScreen({ options }: AnyRoute): void {
  const { beforeLoad, staticData: { right } = {} } = options;
  if (right === undefined) throw new Error('a screen of a feature asks for no right');
  const guard = right === 'anyone' ? requireSession : requirePermission(right);
  options.beforeLoad = async (guarded: GuardContext) => {
    await guard(guarded);
    await beforeLoad?.(guarded);
  };
}

/**
 * Requires a permission like {@link requirePermission}; but a person who opens the product at its bare address
 * starts at the home of their role. From then on that address shows the map, for everybody who has one.
 */
export function startAtHome(permission: Permission) {
  const guard = requirePermission(permission);
  return async (guarded: GuardContext & { preload: boolean }): Promise<void> => {
    const me = await findSignedIn(guarded);
    const first = !started && !guarded.preload;
    if (first) started = true;
    const home = await homeOf(me.role);
    if (first && home !== '/' && guarded.location.href === '/') {
      throw redirect({ to: home, replace: true });
    }
    await guard(guarded);
  };
}

/** Leads a person who is signed in already away from the sign-in. */
export async function skipWhenSignedIn({ context }: GuardContext): Promise<void> {
  const configured = findConfiguration(context.queryClient);
  const me = await findMe(context.queryClient);
  await configured;
  if (me !== null) throw redirect({ to: await homeOf(me.role), replace: true });
}
