import type { Page } from '@playwright/test';

/** Longer, and the page does not answer a pointer in time. */
const LONG_MILLISECONDS = 50;

type TraceEvent = {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Microseconds by the clock, and of them those that the thread was really at work. */
  dur?: number;
  tdur?: number;
  args?: { name?: string };
};

export type Tasks = {
  count: number;
  /** Milliseconds by the clock, as `longtask` counts them: on a busy machine also those of waiting. */
  longest: number;
  /** Milliseconds of the processor in the busiest task. */
  busiest: number;
  /** Number of tasks that took the processor for more than 50 ms. */
  long: number;
};

/** Measures the tasks that keep the main thread of the page busy. */
export function tasksDriver(page: Page) {
  return {
    /**
     * The tasks of the main thread during `work`, from the browser's own trace: by the clock and by the
     * processor's time of the thread, which leaves out waiting for other processes: for the one that draws
     * in software, and for whoever else is at work on the machine. Everything is in it: scripts, style,
     * layout, collecting garbage.
     */
    async during(work: () => Promise<void>): Promise<Tasks> {
      const browser = page.context().browser();
      if (browser === null) throw new Error('no browser to trace');
      await browser.startTracing(page, {
        categories: ['toplevel', 'disabled-by-default-devtools.timeline', '__metadata'],
      });
      await work();
      const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
        traceEvents: TraceEvent[];
      };
      return measured(traceEvents);
    },
  };
}

function measured(events: readonly TraceEvent[]): Tasks {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && mains.has(`${pid} ${tid}`),
  );
  if (tasks.every(({ tdur }) => tdur === undefined)) {
    throw new Error('the trace tells no processor time of tasks');
  }
  const busy = tasks.map(({ tdur = 0 }) => tdur / 1000);
  return {
    count: tasks.length,
    longest: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
    busiest: Math.max(...busy),
    long: busy.filter((milliseconds) => milliseconds > LONG_MILLISECONDS).length,
  };
}
