/** Uses of the line by the person: for the code of a screen or a write, for answers to questions only, or for nothing. */
export type Need = 'code' | 'answers' | 'nothing';

/** The line to the server as the person uses it. */
export type Line = {
  need(): Need;
  /** Calls the listener at each change; gives the function that ends it. */
  onChange(listener: () => void): () => void;
};

type Rule = {
  /** Time for which the line has to be free, in milliseconds. */
  rest: number;
  /** Answers are small: they hardly feel a file that comes beside them. */
  besideAnswers: boolean;
  signal: AbortSignal;
};

/** Settles once the line has been free for a while; a need that begins meanwhile starts the wait anew. */
function whenFree(line: Line, { rest, besideAnswers, signal }: Rule): Promise<void> {
  return new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      timer = undefined;
    };
    const look = () => {
      const need = line.need();
      const free = need === 'nothing' || (need === 'answers' && besideAnswers);
      if (!free) end();
      else timer ??= setTimeout(settle, rest);
    };
    const unsubscribe = line.onChange(look);
    const stop = () => {
      end();
      unsubscribe();
      reject(signal.reason);
    };
    const settle = () => {
      signal.removeEventListener('abort', stop);
      unsubscribe();
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    else look();
  });
}

/** Times for which the line has to be free before the first step and before each later one, milliseconds. */
const FIRST_REST = 500;
const REST = 100;

/**
 * Does one step after the other, each when the person does not need the line: what they ask for goes first. The first
 * waits until the screen has its answers too. A step that fails ends the row.
 */
export async function doWhenFree(
  steps: readonly (() => Promise<unknown>)[],
  line: Line,
  signal: AbortSignal,
): Promise<void> {
  for (const [at, step] of steps.entries()) {
    const besideAnswers = at > 0;
    await whenFree(line, { rest: besideAnswers ? REST : FIRST_REST, besideAnswers, signal });
    await step();
  }
}
