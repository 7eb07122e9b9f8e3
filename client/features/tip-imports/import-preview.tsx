import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { CountTiles } from '#client/ui/count-tiles.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { TipImportPreview, TipImportRow, TipRowProblem } from '#server/contract/tip-import.ts';

import classes from './tip-imports.module.css';

/** Preview of the import: rows to be written, rows already there, and problems by line. */
export function ImportPreviewView({ preview }: { preview: TipImportPreview }) {
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
      <td className={classes.value}>{value ?? ''}</td>
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
