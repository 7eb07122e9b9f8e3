import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { ApiUnreachable } from '#client/api/problem.ts';
import type { ImportPreview, ImportProgress, ImportResult } from '#server/contract/point-import.ts';

import { type ImportTarget, useImportTarget } from './import-target.ts';
import { previewImport, runImport, type ImportAnswers } from './queries.ts';

/** Outcome of a stopped import: it may have been written after all, when the stop came too late. */
export type Written = 'nothing' | 'everything' | 'unknown';

export type ImportRun =
  | { phase: 'idle' }
  | { phase: 'running'; progress: ImportProgress; stopping: boolean }
  | { phase: 'done'; result: ImportResult }
  | { phase: 'stopped'; by: 'person' | 'network'; written: Written }
  | { phase: 'failed'; error: unknown };

export type ImportOrder = { file: File; answers: ImportAnswers; preview: ImportPreview };

export type ImportRunState = {
  run: ImportRun;
  start: (order: ImportOrder) => void;
  /** Asks the server to take everything back. */
  stop: () => void;
  reset: () => void;
};

/** Key of the queries of the target register's own screens. */
const REGISTER_KEY: Record<ImportTarget, string> = {
  points: 'points',
  businesses: 'inspection-objects',
};

/** One import at a time; leaving the screen stops it. */
export function useImportRun(): ImportRunState {
  const queryClient = useQueryClient();
  const target = useImportTarget();
  const [run, setRun] = useState<ImportRun>({ phase: 'idle' });
  const current = useRef<AbortController | null>(null);
  useEffect(function stopOnLeave() {
    return () => current.current?.abort();
  }, []);

  const start = async ({ file, answers, preview }: ImportOrder) => {
    const abort = new AbortController();
    current.current = abort;
    setRun({ phase: 'running', progress: { phase: 'reading' }, stopping: false });
    try {
      for await (const progress of runImport(target, file, answers, abort.signal)) {
        if (progress.phase === 'done') setRun({ phase: 'done', result: progress.result });
        else setRun({ phase: 'running', progress, stopping: false });
      }
    } catch (error) {
      if (abort.signal.aborted || error instanceof ApiUnreachable) {
        const written = await findOut(target, { file, answers, preview });
        const by = abort.signal.aborted ? 'person' : 'network';
        setRun({ phase: 'stopped', by, written });
      } else {
        setRun({ phase: 'failed', error });
      }
    }
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: [REGISTER_KEY[target]] }),
      // What was new is known now.
      queryClient.invalidateQueries({ queryKey: ['point-imports'] }),
    ]);
  };

  return {
    run,
    start: (order) => void start(order),
    stop: () => {
      setRun((now) => (now.phase === 'running' ? { ...now, stopping: true } : now));
      current.current?.abort();
    },
    reset: () => setRun({ phase: 'idle' }),
  };
}

/** Asks again what the file would add: as much as before means that nothing of it was kept. */
async function findOut(
  target: ImportTarget,
  { file, answers, preview }: ImportOrder,
): Promise<Written> {
  try {
    const after = await previewImport(target, file, answers);
    return after.counts.added < preview.counts.added ? 'everything' : 'nothing';
  } catch {
    return 'unknown';
  }
}
