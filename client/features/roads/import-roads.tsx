import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { FileDrop, keepFile } from '#client/ui/file-drop.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SourceForm } from '#client/ui/source-form.tsx';
import type { RoadNetwork } from '#server/contract/road-network.ts';

import { roadPreviewQuery, useImportRoads, type ChosenFile } from './queries.ts';
import { RoadReportView } from './road-report-view.tsx';
import classes from './roads.module.css';

/** A file of roads: read, looked at with its islands, and brought into use only when asked. */
export function ImportRoads() {
  const { geodata: text } = useText();
  const format = useFormat();
  const choices = useRef(0);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const [done, setDone] = useState<RoadNetwork | null>(null);
  const take = (file: File) => {
    choices.current += 1;
    setUnreadable(null);
    setDone(null);
    setChosen({ number: choices.current, file });
  };
  return (
    <div className={classes.stack}>
      {done !== null && (
        <Notice kind="good" title={text.roadsDone}>
          {text.roadsDoneMore({ km: format.number(done.report.kilometres, 1) })}
        </Notice>
      )}
      <FileDrop
        file={chosen?.file ?? null}
        accept=".json,.osm,.xml,.pbf"
        words={{
          choose: text.chooseFile,
          chooseOther: text.chooseOther,
          drop: text.dropHere,
          hint: text.roadFiles,
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
          onDone={(network) => {
            setChosen(null);
            setDone(network);
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
  onDone: (network: RoadNetwork) => void;
}) {
  const { geodata: text } = useText();
  const preview = useQuery(roadPreviewQuery(chosen));
  const run = useImportRoads();
  if (preview.data === undefined) {
    return preview.isError ? (
      <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
    ) : (
      <>
        <output>{text.reading}</output>
        <LoadingRows rows={3} />
      </>
    );
  }
  return (
    <>
      <RoadReportView report={preview.data.report} />
      <SourceForm
        submit={text.importRoads}
        pending={run.isPending}
        disabled={false}
        notice={<ErrorNotice error={run.error} />}
        onSubmit={(source) => run.mutate({ ...source, file: chosen.file }, { onSuccess: onDone })}
      />
    </>
  );
}
