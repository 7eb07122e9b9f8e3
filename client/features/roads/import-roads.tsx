import { useQuery } from '@tanstack/react-query';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { FileImport, NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { NO_SOURCE, sourceForm } from '#client/forms/source-fields.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { RoadImportForm, type RoadNetwork } from '#server/contract/road-network.ts';

import { ROADS_KEY, roadPreviewQuery } from './queries.ts';
import { RoadReportView } from './road-report-view.tsx';

/** A file of roads: read, looked at with its islands, and brought into use only when asked. */
export function ImportRoads() {
  const { geodata: text } = useText();
  const format = useFormat();
  return (
    <FileImport<RoadNetwork>
      accept=".json,.osm,.xml,.pbf"
      hint={text.roadFiles}
      done={({ report }) => ({
        title: text.roadsDone,
        more: text.roadsDoneMore({ km: format.number(report.kilometres, 1) }),
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
  onTaken: (network: RoadNetwork) => void;
}) {
  const { geodata: text } = useText();
  const preview = useQuery(roadPreviewQuery(chosen));
  const { file } = chosen;
  const write = useWrite({
    initial: NO_SOURCE,
    schema: RoadImportForm,
    body: (values) => ({ ...sourceForm(values), file }),
    words: { source: text.sourceMissing },
    send: (_, once, values) =>
      call(api.roads.$post({ form: { ...sourceForm(values), file } }, once)),
    refresh: [ROADS_KEY],
    onDone: onTaken,
  });
  if (preview.data === undefined) return <NotRead preview={preview} />;
  return (
    <>
      <RoadReportView report={preview.data.report} />
      <SourceForm write={write} submit={text.importRoads} />
    </>
  );
}
