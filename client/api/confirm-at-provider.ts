import type { SingleSignOnOutcome } from '#server/contract/single-sign-on.ts';

import { call } from './call.ts';
import { api } from './client.ts';
import { ApiProblem } from './problem.ts';

const CHANNEL = 'dia-ban-confirmed-at-provider';
const WINDOW = 'popup,width=520,height=720';

/** End of a way to the provider, as the window that went there tells the others. */
type Told =
  | { outcome: SingleSignOnOutcome['outcome'] }
  | { problem: Pick<ApiProblem, 'code' | 'status' | 'sentence' | 'requestId'> };

/** Opens the window for the provider's page, still empty: browsers allow it in the press itself alone. Null: blocked. */
export function openProviderWindow(): Window | null {
  return window.open('about:blank', '_blank', WINDOW);
}

/**
 * Lets the person prove at the organisation's provider, in a window of its own, that they are there; what is on this page
 * stays. Resolves once that window has told so. Throws what refused it, and where `signal` ends the waiting.
 * @param given.onBlocked gets the address of the provider's page where the browser opened no window
 */
export async function confirmAtProvider(given: {
  page: Window | null;
  onBlocked: (address: string) => void;
  signal: AbortSignal;
}): Promise<void> {
  const { page, onBlocked, signal } = given;
  const told = hear(signal);
  // The caller hears of a failure below, or of the end of the waiting.
  told.catch(() => undefined);
  try {
    const { address } = await call(api.me['single-sign-on'].confirm.$post());
    if (page === null) onBlocked(address);
    else page.location.replace(address);
  } catch (error) {
    page?.close();
    throw error;
  }
  const end = await told;
  if ('outcome' in end) return;
  const { sentence: detail, ...rest } = end.problem;
  throw new ApiProblem({ type: 'about:blank', title: rest.code, detail, ...rest }, null);
}

/** Tells the windows that wait how the way to the provider has ended, and closes this one where the browser allows it. */
export function tellConfirmation(end: SingleSignOnOutcome['outcome'] | ApiProblem): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(toldOf(end));
  channel.close();
  if (end === 'confirmed') window.close();
}

function toldOf(end: SingleSignOnOutcome['outcome'] | ApiProblem): Told {
  if (typeof end === 'string') return { outcome: end };
  const { code, status, sentence, requestId } = end;
  return { problem: { code, status, sentence, requestId } };
}

function hear(signal: AbortSignal): Promise<Told> {
  const channel = new BroadcastChannel(CHANNEL);
  return new Promise<Told>((resolve, reject) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if ('problem' in data || data.outcome === 'confirmed') resolve(data);
    });
    signal.addEventListener('abort', () => reject(new Error('no longer awaited')));
  }).finally(() => channel.close());
}
