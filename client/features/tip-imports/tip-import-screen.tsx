import { Box, Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { readProblem } from '#client/api/problem.ts';
import { TIPS_KEY } from '#client/api/tips.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { ImportHistory } from '#client/table-imports/history/import-history.tsx';
import { importsKey } from '#client/table-imports/history/queries.ts';
import { RefusedDownloads } from '#client/table-imports/refused-downloads.tsx';
import { TemplateLinks } from '#client/table-imports/template-links.tsx';
import { CountTiles } from '#client/ui/count-tiles.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { FileDrop, keepFile } from '#client/ui/file-drop.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Page, Section } from '#client/ui/page.tsx';
import type { TableFormat } from '#server/contract/import-history.ts';
import {
  TipImportForm,
  type TipImportResult,
  type TipImportPreview,
  type TipImportRow,
  type TipRowProblem,
} from '#server/contract/tip-import.ts';

import shared from '#client/ui/shared.module.css';
import classes from './tip-imports.module.css';

/** A table of tips: looked at row by row first, written only when asked, the same one again without effect. */
export default function TipImportScreen() {
  const text = useText();
  const format = useFormat();
  const own = text.tipImports;
  const [chosen, setChosen] = useState<File | null>(null);
  const preview = usePreview();
  const [result, setResult] = useState<TipImportResult | null>(null);
  const write = useWrite({
    initial: {},
    schema: TipImportForm,
    body: () => ({ file: chosen }),
    send: (form, once) => call(api['tip-imports'].$post({ form }, once)),
    refresh: [TIPS_KEY, importsKey('tips')],
    onDone: setResult,
  });
  const take = async (given: File) => {
    const file = await keepFile(given);
    setChosen(file);
    setResult(null);
    preview.mutate(file);
  };
  const added = preview.data?.counts.added ?? 0;
  return (
    <Page title={own.title} lead={own.lead}>
      <Section title={own.file} lead={own.columnsMore}>
        <FileDrop
          file={chosen}
          accept=".csv,.tsv,.txt,.xlsx"
          words={own.drop}
          disabled={preview.isPending || write.pending}
          onFile={(file) => void take(file)}
        />
        <TemplateLinks address="/api/tip-imports/template" />
        {preview.isPending && <p>{own.reading}</p>}
        <ErrorNotice error={preview.error} />
      </Section>
      {preview.data !== undefined && chosen !== null && (
        <>
          <ImportPreviewView preview={preview.data} />
          {preview.data.counts.refused > 0 && <RefusedTips file={chosen} />}
          {result === null ? (
            <Group className={classes.buttons} gap="8px 16px" justify="flex-end">
              <p>{own.nothingYet}</p>
              <Button disabled={added === 0} loading={write.pending} onClick={write.press}>
                {own.write({ count: format.number(added, 0) })}
              </Button>
            </Group>
          ) : (
            <Written result={result} />
          )}
          <ErrorNotice error={write.error} />
        </>
      )}
      <ImportHistory of="tips" />
    </Page>
  );
}

function Written({ result }: { result: TipImportResult }) {
  const { tipImports: own } = useText();
  const format = useFormat();
  const count = (value: number) => format.number(value, 0);
  return (
    <Notice kind="good" title={own.done}>
      <p>
        {own.doneMore({
          added: count(result.added),
          known: count(result.known),
          refused: count(result.refused),
        })}
      </p>
      <Link to="/tips">{own.toList}</Link>
    </Notice>
  );
}

function RefusedTips({ file }: { file: File }) {
  return <RefusedDownloads file={file} fetchRows={(format) => fetchRefusedTips(file, format)} />;
}

/** Preview of the import: rows to be written, rows already there, and problems by line. */
function ImportPreviewView({ preview }: { preview: TipImportPreview }) {
  const { tipImports: own } = useText();
  const format = useFormat();
  const { counts, columns, problems, rows } = preview;
  const count = (value: number) => format.number(value, 0);
  return (
    <>
      <CountTiles
        width={140}
        tiles={[
          { name: own.rows, value: count(counts.rows), tone: 'plain' },
          { name: own.added, value: count(counts.added), tone: 'good' },
          { name: own.known, value: count(counts.known), tone: 'plain' },
          {
            name: own.refused,
            value: count(counts.refused),
            tone: counts.refused > 0 ? 'bad' : 'plain',
          },
        ]}
      />
      <Section title={own.headings}>
        <ul className={classes.headings}>
          {columns.map(({ heading, field }, at) => (
            <li key={at} data-read={field !== null}>
              <strong>{heading}</strong> → {field === null ? own.ignored : own.field[field]}
            </li>
          ))}
        </ul>
      </Section>
      {problems.length > 0 && (
        <Section title={own.problems} lead={own.problemsMore} flush>
          <DataTable label={own.problems} head={[own.line, own.column, own.value, own.reason]}>
            {problems.map((problem, at) => (
              <ProblemRow key={at} problem={problem} />
            ))}
          </DataTable>
        </Section>
      )}
      {rows.length > 0 && (
        <Section title={own.ready} flush>
          <DataTable
            label={own.ready}
            head={[
              own.line,
              own.field.number,
              own.field.kind,
              own.field.receivedOn,
              own.place,
              own.state,
            ]}
          >
            {rows.map((row) => (
              <ReadyRow key={row.line} row={row} />
            ))}
          </DataTable>
        </Section>
      )}
    </>
  );
}

function ProblemRow({ problem }: { problem: TipRowProblem }) {
  const { tipImports: own } = useText();
  const format = useFormat();
  const { line, column, field, value, code, otherLine } = problem;
  return (
    <tr data-problem={code}>
      <td>{format.number(line, 0)}</td>
      <td>{column ?? own.field[field]}</td>
      <Box component="td" className={shared.wrap} maw={280}>
        {value ?? ''}
      </Box>
      <td>
        {own.problem[code]}
        {otherLine !== undefined && <> ({own.otherLine({ line: format.number(otherLine, 0) })})</>}
      </td>
    </tr>
  );
}

function ReadyRow({ row }: { row: TipImportRow }) {
  const text = useText();
  const format = useFormat();
  const own = text.tipImports;
  const { commune } = row;
  return (
    <tr data-known={row.known}>
      <td>{format.number(row.line, 0)}</td>
      <td>{row.number}</td>
      <td>{text.tips.kind[row.kind]}</td>
      <td>{format.date(row.receivedOn)}</td>
      <td>
        {row.position !== null
          ? format.coordinates(row.position)
          : commune !== null && communeName(commune, text)}
      </td>
      <td>{row.known ? own.stateKnown : own.stateNew}</td>
    </tr>
  );
}

/** Preview of the import of a file; nothing is written. */
function usePreview() {
  return useMutation({
    mutationFn: (file: File): Promise<TipImportPreview> =>
      call(api['tip-imports'].preview.$post({ form: { file } })),
  });
}

/** The rows of a table that would not be written, as a file with the reasons. */
async function fetchRefusedTips(file: File, format: TableFormat): Promise<Blob> {
  const response = await api['tip-imports'].refused.$post({ form: { file, format } });
  if (!response.ok) throw await readProblem(response.clone());
  return response.blob();
}
