import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { BELOW } from '#client/forms/base-fields.tsx';
import { FileImport, NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { NO_SOURCE, sourceForm, type FileSource } from '#client/forms/source-fields.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import {
  GazetteerImportForm,
  type Gazetteer,
  type GazetteerColumns,
} from '#server/contract/gazetteer.ts';

import { ColumnChoices } from './column-choices.tsx';
import { PreviewReport } from './preview-report.tsx';
import { gazetteerPreviewQuery, GAZETTEER_KEYS, readForm } from './queries.ts';

const USUAL_ERROR_METRES = 20;
const MOST_ERROR_METRES = 5_000;

/** A gazetteer file: read, looked at, and taken in only when asked. */
export function ImportGazetteer() {
  const { geodata: text } = useText();
  const format = useFormat();
  return (
    <FileImport<Gazetteer>
      accept=".csv,.txt,.xlsx,.json,.geojson,.kml,.kmz,.gpx,.gpkg,.mif,.zip,.osm,.xml,.pbf"
      hint={text.gazetteerFiles}
      done={({ report }) => ({
        title: text.gazetteerDone,
        more: text.gazetteerDoneMore({ entries: format.number(report.entries, 0) }),
      })}
    >
      {(chosen, onTaken) => <Reading key={chosen.number} chosen={chosen} onTaken={onTaken} />}
    </FileImport>
  );
}

function Reading({
  chosen,
  onTaken,
}: {
  chosen: ChosenFile;
  onTaken: (gazetteer: Gazetteer) => void;
}) {
  const { geodata: text } = useText();
  const [columns, setColumns] = useState<GazetteerColumns | null>(null);
  const preview = useQuery({
    ...gazetteerPreviewQuery(chosen, columns),
    placeholderData: (data) => data,
  });
  const read = preview.data;
  const formOf = ({ errorMetres, ...source }: FileSource & { errorMetres: number }) => ({
    ...readForm(chosen.file, read?.columns ?? null),
    ...sourceForm(source),
    errorMetres: String(errorMetres),
  });
  const write = useWrite({
    initial: { ...NO_SOURCE, errorMetres: USUAL_ERROR_METRES },
    schema: GazetteerImportForm,
    body: formOf,
    words: { source: text.sourceMissing },
    send: (_, once, values) => call(api.gazetteers.$post({ form: formOf(values) }, once)),
    refresh: GAZETTEER_KEYS,
    onDone: onTaken,
  });
  if (read === undefined) return <NotRead preview={preview} />;
  const useless = read.missing.length > 0 || read.report.entries === 0;
  return (
    <>
      {read.header.length > 0 && (
        <ColumnChoices preview={read} columns={columns ?? read.columns} onChange={setColumns} />
      )}
      <ErrorNotice error={preview.error} />
      <PreviewReport preview={read} />
      <SourceForm
        write={write}
        submit={text.importGazetteer}
        disabled={useless || preview.isFetching}
      >
        <NumberInput
          label={text.error}
          description={text.errorHint}
          inputWrapperOrder={BELOW}
          min={0}
          max={MOST_ERROR_METRES}
          allowDecimal={false}
          {...write.field('errorMetres')}
        />
      </SourceForm>
    </>
  );
}
