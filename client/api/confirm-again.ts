import { ApiProblem } from './problem.ts';

/** Asks the person on the screen to show that they are there; false where they do not. */
type Host = () => Promise<boolean>;

let host: Host | null = null;
let asking: Promise<boolean> | null = null;

/** Names what shows the question; gives back what takes it away. */
export function hostConfirmation(ask: Host): () => void {
  host = ask;
  return () => {
    if (host === ask) host = null;
  };
}

/** Asks the person to show that they are there, once for all writes that wait for it; false where nobody can. */
export function askToConfirm(): Promise<boolean> {
  if (host === null) return Promise.resolve(false);
  asking ??= host().finally(() => {
    asking = null;
  });
  return asking;
}

/** Sends a write; where the server wants the person confirmed first, asks them and sends the same write again. */
export async function confirmed<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    if (!wantsConfirmation(error) || !(await askToConfirm())) throw error;
    return await send();
  }
}

function wantsConfirmation(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'session.confirm_again';
}
