import { Box, NativeSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core';
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
import counted from '#client/ui/counted-facts.module.css';
import { DataTable } from '#client/ui/data-table.tsx';
import { FactList } from '#client/ui/fact-list.tsx';
import { Notice } from '#client/ui/notice.tsx';
import {
  GazetteerImportForm,
  type Gazetteer,
  type GazetteerColumns,
  GAZETTEER_FIELDS,
  type GazetteerField,
  type GazetteerPreview,
} from '#server/contract/gazetteer.ts';
import { RowProblemCode } from '#server/contract/point-import.ts';

import classes from './gazetteers.module.css';
import shared from '#client/ui/shared.module.css';
import { gazetteerPreviewQuery, GAZETTEER_KEYS, readForm } from './queries.ts';

const SAMPLES = 6;

/** Report of a file: its content, the entries left out with the reason, and some samples. */
function PreviewReport({ preview: { report, samples } }: { preview: GazetteerPreview }) {
  const { geodata: text, imports } = useText();
  const format = useFormat();
  const number = (count: number) => format.number(count, 0);
  // Rows are judged as those of a list of points are, so the words are the same.
  const reasonOf = (code: string) => {
    const known = RowProblemCode.safeParse(code);
    return known.success ? imports.problem[known.data] : code;
  };
  const facts: [string, string][] = [
    [
      text.entries,
      text.entriesOf({ entries: number(report.entries), elements: number(report.elements) }),
    ],
    [text.streetNames, number(report.streetNames)],
    [text.streets, number(report.streets)],
    [text.doors, number(report.doors)],
    [text.places, number(report.places)],
  ];
  return (
    <Stack gap="md">
      <h3>{text.found}</h3>
      <FactList className={counted.facts} facts={facts} />
      {report.refused.length > 0 && (
        <div>
          <h4>{text.refused}</h4>
          <Box component="ul" mt={4} pl={20}>
            {report.refused.map(({ code, count, lines }) => (
              <li key={code}>
                {text.refusedLine({
                  reason: reasonOf(code),
                  count: number(count),
                  lines: lines.slice(0, 3).join(', '),
                })}
              </li>
            ))}
          </Box>
        </div>
      )}
      {samples.length > 0 && (
        <DataTable label={text.samples} head={[text.place, text.field.street, text.position]}>
          {samples.slice(0, SAMPLES).map((sample) => (
            <tr key={`${sample.position.join()} ${sample.name ?? ''} ${sample.houseNumber ?? ''}`}>
              <td>{sample.name ?? '—'}</td>
              <td>{doorOf(sample)}</td>
              <td className={shared.nowrap}>{format.coordinates(sample.position)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </Stack>
  );
}

function doorOf({ houseNumber, alleys, street }: GazetteerPreview['samples'][number]): string {
  const alley = alleys === null ? null : `ngõ ${alleys}`;
  const parts = [houseNumber, alley, street].filter((part) => part !== null);
  return parts.length === 0 ? '—' : parts.join(' ');
}

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
    draft: 'gazetteer file',
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

/** Choice of the meaning of each column; the headings have been guessed. */
function ColumnChoices({
  preview: { header, missing },
  columns,
  onChange,
}: {
  preview: GazetteerPreview;
  /** Columns as chosen so far, or guessed; the preview may still be of an earlier choice. */
  columns: GazetteerColumns;
  onChange: (columns: GazetteerColumns) => void;
}) {
  const { geodata: text } = useText();
  const choose = (field: GazetteerField, value: string) => {
    const others = Object.entries(columns).filter(
      ([other, at]) => other !== field && String(at) !== value,
    );
    const mine = value === '' ? [] : [[field, Number(value)] as const];
    onChange(Object.fromEntries([...others, ...mine]));
  };
  const options = [
    { value: '', label: text.noColumn },
    ...header.map((label, at) => ({ value: String(at), label })),
  ];
  return (
    <Box component="fieldset" className={classes.columns} p={0} bd={0}>
      <legend>{text.columns}</legend>
      <SimpleGrid
        className={shared.tops}
        minColWidth="min(100%, 180px)"
        spacing="md"
        verticalSpacing="sm"
        mb="sm"
      >
        {GAZETTEER_FIELDS.map((field) => (
          <NativeSelect
            key={field}
            label={text.field[field]}
            data={options}
            value={String(columns[field] ?? '')}
            onChange={(event) => choose(field, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
      {missing.length > 0 && (
        <Notice>
          {text.missing({ fields: missing.map((field) => text.field[field]).join(', ') })}
        </Notice>
      )}
    </Box>
  );
}
