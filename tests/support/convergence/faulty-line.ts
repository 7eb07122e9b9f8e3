/** Faults of one request on its way between a phone and the server. */
export const LINE_FAULTS = [
  'none',
  'lost_before',
  'lost_after',
  'cut_answer',
  'failed',
  'killed_before',
  'killed_after',
] as const;
export type LineFault = (typeof LINE_FAULTS)[number];

export type Request = (path: string, init: RequestInit) => Promise<Response>;

/** Stands for a promise of a tab that is gone: nothing comes after it. */
export const never = (): Promise<never> => new Promise<never>(() => undefined);

/**
 * A line to the real server on which the given faults befall one request after another; then it is good.
 * @param met called with the fault of each request that had one
 */
export function faultyLine(
  server: Request,
  faults: readonly LineFault[],
  met: (fault: LineFault) => void,
) {
  const remaining = [...faults];
  return {
    /** From here on no request has a fault. */
    mend(): void {
      remaining.length = 0;
    },
    /** Sends a request; `die` ends the tab that sends it. Rejects with TypeError, like `fetch`, where no answer comes. */
    async send(path: string, init: RequestInit, die: () => void): Promise<Response> {
      const fault = remaining.shift() ?? 'none';
      if (fault !== 'none') met(fault);
      switch (fault) {
        case 'none':
          return await server(path, init);
        case 'lost_before':
          throw new TypeError('network');
        case 'lost_after':
          await server(path, init);
          throw new TypeError('network');
        case 'cut_answer': {
          const { status } = await server(path, init);
          return new Response('{"cut":', { status: status === 204 ? 200 : status });
        }
        case 'failed':
          return Response.json({ code: 'server.internal' }, { status: 500 });
        case 'killed_before':
          die();
          return await never();
        case 'killed_after':
          await server(path, init);
          die();
          return await never();
      }
    },
  };
}
