import { NumberInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FileDrop, keepFile } from '#client/ui/file-drop.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SourceForm } from '#client/ui/source-form.tsx';
import type { Gazetteer, GazetteerColumns } from '#server/contract/gazetteer.ts';

import { ColumnChoices } from './column-choices.tsx';
import classes from './gazetteers.module.css';
import { PreviewReport } from './preview-report.tsx';
import { gazetteerPreviewQuery, useImportGazetteer, type ChosenFile } from './queries.ts';

const USUAL_ERROR_METRES = 20;
const MOST_ERROR_METRES = 5_000;

/** A gazetteer file: read, looked at, and taken in only when asked. */
export function ImportGazetteer() {
  const { geodata: text } = useText();
  const format = useFormat();
  const choices = useRef(0);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const [done, setDone] = useState<Gazetteer | null>(null);
  const take = (file: File) => {
    choices.current += 1;
    setUnreadable(null);
    setDone(null);
    setChosen({ number: choices.current, file });
  };
  return (
    <div className={classes.stack}>
      {done !== null && (
        <Notice kind="good" title={text.gazetteerDone}>
          {text.gazetteerDoneMore({ entries: format.number(done.report.entries, 0) })}
        </Notice>
      )}
      <FileDrop
        file={chosen?.file ?? null}
        accept=".csv,.txt,.xlsx,.json,.geojson,.osm,.xml,.pbf"
        words={{
          choose: text.chooseFile,
          chooseOther: text.chooseOther,
          drop: text.dropHere,
          hint: text.gazetteerFiles,
          tooLarge: text.tooLarge,
        }}
        onFile={(file) => {
          keepFile(file).then(take, setUnreadable);
        }}
      />
      <ErrorNotice error={unreadable} />
      {chosen !== null && (
        <Reading
          key={chosen.number}
          chosen={chosen}
          onDone={(gazetteer) => {
            setChosen(null);
            setDone(gazetteer);
          }}
        />
      )}
    </div>
  );
}

function Reading({
  chosen,
  onDone,
}: {
  chosen: ChosenFile;
  onDone: (gazetteer: Gazetteer) => void;
}) {
  const { geodata: text } = useText();
  const [columns, setColumns] = useState<GazetteerColumns | null>(null);
  const [errorMetres, setErrorMetres] = useState(USUAL_ERROR_METRES);
  const preview = useQuery({
    ...gazetteerPreviewQuery(chosen, columns),
    placeholderData: (data) => data,
  });
  const run = useImportGazetteer();
  const read = preview.data;
  if (read === undefined) {
    return preview.isError ? (
      <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
    ) : (
      <>
        <output>{text.reading}</output>
        <LoadingRows rows={3} />
      </>
    );
  }
  const useless = read.missing.length > 0 || read.report.entries === 0;
  return (
    <>
      {read.header.length > 0 && (
        <ColumnChoices preview={read} columns={columns ?? read.columns} onChange={setColumns} />
      )}
      <ErrorNotice error={preview.error} />
      <PreviewReport preview={read} />
      <SourceForm
        submit={text.importGazetteer}
        pending={run.isPending}
        disabled={useless || preview.isFetching}
        notice={<ErrorNotice error={run.error} />}
        onSubmit={(source) =>
          run.mutate(
            { ...source, file: chosen.file, columns: read.columns, errorMetres },
            { onSuccess: onDone },
          )
        }
      >
        <NumberInput
          label={text.error}
          description={text.errorHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={MOST_ERROR_METRES}
          allowDecimal={false}
          value={errorMetres}
          onChange={(value) => setErrorMetres(Number(value))}
        />
      </SourceForm>
    </>
  );
}
