import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { layersIn } from '#client/forms/layers-found.ts';
import { systemsIn } from '#client/forms/source-systems.ts';
import type { ChosenFile } from '#client/forms/file-import.tsx';
import { keepFile } from '#client/ui/file-drop.tsx';
import type { BoundaryPreview, SystemSuggestion } from '#server/contract/boundary.ts';

import { boundaryPreviewQuery, type ReadOptions } from './queries.ts';

const NO_FILE: ChosenFile = { number: 0, file: new File([], '') };
const AS_THE_FILE_SAYS: ReadOptions = {
  encoding: 'auto',
  sourceSrid: null,
  layer: null,
  acceptConflicts: false,
};

export type BoundaryFileState = {
  chosen: ChosenFile | null;
  options: ReadOptions;
  preview: BoundaryPreview | null;
  /** Layers to choose from; empty where the file has one. */
  layers: readonly string[];
  /** Coordinate systems to try, with the reason; empty where the file's own is not in doubt. */
  suggestions: readonly SystemSuggestion[];
  reading: boolean;
  /** Somebody stopped the reading. */
  stopped: boolean;
  error: unknown;
  choose: (file: File) => void;
  clear: () => void;
  edit: (options: ReadOptions) => void;
  stop: () => void;
  read: () => void;
};

/** The chosen boundary file, how it is to be read, and what the server says would come of it. */
export function useBoundaryFile(): BoundaryFileState {
  const queryClient = useQueryClient();
  const choices = useRef(0);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [options, setOptions] = useState(AS_THE_FILE_SAYS);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const number = chosen?.number ?? 0;
  const question = boundaryPreviewQuery(chosen ?? NO_FILE, options);
  const query = useQuery({
    ...question,
    enabled: chosen !== null,
    placeholderData: (data, previous) => (previous?.queryKey[2] === number ? data : undefined),
  });
  const take = (file: File | null) => {
    choices.current += 1;
    setOptions(AS_THE_FILE_SAYS);
    setUnreadable(null);
    setChosen(file === null ? null : { number: choices.current, file });
  };
  return {
    chosen,
    options,
    preview: query.data ?? null,
    layers: options.layer?.among ?? layersIn(query.error),
    suggestions: query.data?.suggestions ?? systemsIn(query.error),
    reading: query.isFetching,
    stopped: chosen !== null && query.fetchStatus === 'idle' && query.status === 'pending',
    error: unreadable ?? query.error,
    choose: (file) => {
      keepFile(file).then(take, setUnreadable);
    },
    clear: () => take(null),
    edit: setOptions,
    stop: () => void queryClient.cancelQueries({ queryKey: question.queryKey }),
    read: () => void query.refetch(),
  };
}
