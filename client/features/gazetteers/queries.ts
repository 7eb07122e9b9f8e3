import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { FileSource } from '#client/ui/source-form.tsx';
import {
  GazetteerPreview,
  type Gazetteer,
  type GazetteerColumns,
} from '#server/contract/gazetteer.ts';

/** A file that was chosen; the number tells two choices of the same name apart. */
export type ChosenFile = { number: number; file: File };

/** All gazetteers, latest first. */
export const gazetteersQuery = queryOptions({
  queryKey: ['gazetteers', 'all'],
  queryFn: ({ signal }): Promise<{ items: Gazetteer[]; service: string | null }> =>
    call(api.gazetteers.$get({}, { init: { signal } })),
});

/** Preview of the import of a file; null columns are guessed. */
export function gazetteerPreviewQuery(
  { number, file }: ChosenFile,
  columns: GazetteerColumns | null,
) {
  return queryOptions({
    queryKey: ['gazetteers', 'preview', number, columns],
    queryFn: async ({ signal }): Promise<GazetteerPreview> =>
      GazetteerPreview.parse(
        await call(
          api.gazetteers.preview.$post({ form: readForm(file, columns) }, { init: { signal } }),
        ),
      ),
    staleTime: Infinity,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export type GazetteerOrder = FileSource & {
  file: File;
  columns: GazetteerColumns;
  errorMetres: number;
};

export function useImportGazetteer() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ file, columns, errorMetres, ...said }: GazetteerOrder): Promise<Gazetteer> =>
      call(
        api.gazetteers.$post({
          form: {
            ...readForm(file, columns),
            errorMetres: String(errorMetres),
            source: said.source.trim(),
            ...(said.sourceDate === null ? {} : { sourceDate: said.sourceDate }),
            ...(said.licence.trim() === '' ? {} : { licence: said.licence.trim() }),
          },
        }),
      ),
    onSuccess: refresh,
  });
}

/** Puts a gazetteer aside, or uses it again. */
export function useWithdrawGazetteer() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ id, withdrawn }: { id: number; withdrawn: boolean }): Promise<Gazetteer> => {
      const param = { id: String(id) };
      return withdrawn
        ? call(api.gazetteers[':id'].withdraw.$post({ param }))
        : call(api.gazetteers[':id'].restore.$post({ param }));
    },
    onSuccess: refresh,
  });
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all(
      ['gazetteers', 'search'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
  };
}

function readForm(file: File, columns: GazetteerColumns | null) {
  return { file, ...(columns === null ? {} : { columns: JSON.stringify(columns) }) };
}
