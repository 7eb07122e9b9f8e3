import { Box, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { apiQuery } from '#client/api/api-query.ts';
import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { FileImport, NotRead, SourceForm, type ChosenFile } from '#client/forms/file-import.tsx';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { NO_SOURCE, sourceForm } from '#client/forms/source-fields.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useText, useFormat } from '#client/i18n/use-text.ts';
import counted from '#client/ui/counted-facts.module.css';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import { SourceCell } from '#client/ui/source-cell.tsx';
import { UndoButton } from '#client/ui/undo-button.tsx';
import {
  type RoadNetwork,
  RoadImportForm,
  type RoadReport,
} from '#server/contract/road-network.ts';

import shared from '#client/ui/shared.module.css';

/** Everything that is asked about roads. */
const ROADS_KEY = ['roads'] as const;

/** All road networks, latest first. */
const roadNetworksQuery = apiQuery([...ROADS_KEY, 'all'], api.roads.$get, {});

/** Preview of the import of a file of roads. */
function roadPreviewQuery({ number, file }: ChosenFile) {
  return apiQuery(
    [...ROADS_KEY, 'preview', number],
    api.roads.preview.$post,
    { form: { file } },
    { staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false, retry: false },
  );
}

/** The road network by which routes are measured: brought into use, gone back from. */
export function RoadSection() {
  const { geodata: text } = useText();
  const networks = useQuery(roadNetworksQuery);
  const items = networks.data?.items ?? [];
  const service = networks.data?.service ?? null;
  return (
    <>
      <Section title={text.roads} lead={text.roadsLead}>
        {service !== null && <Notice>{text.router({ host: service })}</Notice>}
        <ImportRoads />
      </Section>
      {networks.isPending && <LoadingRows rows={2} />}
      <ErrorNotice error={networks.error} onRetry={() => void networks.refetch()} />
      {networks.isSuccess && items.length === 0 && (
        <EmptyState title={text.roadsNone}>{text.roadsNoneMore}</EmptyState>
      )}
      {items.length > 0 && <NetworkTable items={items} />}
    </>
  );
}

/** Every network there has been, the one in use marked, and the way back from it. */
function NetworkTable({ items }: { items: readonly RoadNetwork[] }) {
  const { geodata: text } = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const inUse = items.find(({ active }) => active);
  return (
    <Section
      title={text.roads}
      flush
      aside={
        inUse !== undefined && <UndoButton onClick={() => setAsking(true)}>{text.undo}</UndoButton>
      }
    >
      <DataTable
        label={text.roads}
        head={[text.source, text.length, text.importedAt, text.importedBy, text.state]}
      >
        {items.map((network) => (
          <tr key={network.id}>
            <SourceCell of={network} />
            <td className={shared.nowrap}>
              {text.kilometres({ km: format.number(network.report.kilometres, 1) })}
            </td>
            <td className={shared.nowrap}>{format.dateTime(network.importedAt)}</td>
            <td>{network.importedBy ?? text.byCommand}</td>
            <td>{network.active ? text.inUse : text.former}</td>
          </tr>
        ))}
      </DataTable>
      {asking && inUse !== undefined && (
        <UndoDialog
          inUse={inUse}
          before={items.find(({ id }) => id === inUse.previousId) ?? null}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

function UndoDialog({
  inUse,
  before,
  onClose,
}: {
  inUse: RoadNetwork;
  before: RoadNetwork | null;
  onClose: () => void;
}) {
  const { geodata: text } = useText();
  const undo = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.roads.undo.$post({}, once)),
    said: text.undone,
    refresh: [ROADS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={undo}
      weighty
      title={text.undoTitle}
      lines={[
        { label: text.undoFrom, value: inUse.source },
        { label: text.undoTo, value: before?.source ?? text.undoToNone },
        { label: text.undoKept, value: text.undoKeptMore },
      ]}
      confirm={text.undo}
      onClose={onClose}
    />
  );
}

/** A file of roads: read, looked at with its islands, and brought into use only when asked. */
function ImportRoads() {
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
    draft: 'road file',
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

/** Report of a road file: the length of road for each vehicle, and the parts cut off from the rest. */
function RoadReportView({ report }: { report: RoadReport }) {
  const { geodata: text } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  const length = (kilometres: number) => text.kilometres({ km: format.number(kilometres, 1) });
  const facts: [string, string][] = [
    [text.length, length(report.kilometres)],
    [text.nodes, number(report.nodes)],
    [text.ways, number(report.ways)],
    [text.edges, number(report.edges)],
    [text.closedWays, number(report.closedWays)],
    [text.cutWays, number(report.cutWays)],
  ];
  return (
    <Stack gap="md">
      <h3>{text.found}</h3>
      <FactList className={counted.facts} facts={facts} />
      <DataTable
        label={text.perVehicle}
        head={[
          text.vehicleHead,
          text.length,
          text.oneWay,
          text.islands,
          text.islandLength,
          text.largestIslands,
        ]}
      >
        {report.vehicles.map((one) => (
          <tr key={one.vehicle}>
            <td>{text.vehicle[one.vehicle]}</td>
            <td className={shared.nowrap}>{length(one.kilometres)}</td>
            <td className={shared.nowrap}>{number(one.oneWay)}</td>
            <td className={shared.nowrap}>{number(one.islands)}</td>
            <td className={shared.nowrap}>{length(one.islandKilometres)}</td>
            <td className={shared.nowrap}>
              {one.largestIslands.slice(0, 3).map(({ kilometres, at }) => (
                <Box key={at.join()} component="span" display="block">
                  {`${length(kilometres)}: ${format.coordinates(at)}`}
                </Box>
              ))}
            </td>
          </tr>
        ))}
      </DataTable>
      <p className={shared.muted}>{text.islandsMore}</p>
    </Stack>
  );
}
