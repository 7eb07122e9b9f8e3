import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SEALED_COLUMNS, type ReportAnalysis } from '#server/contract/report-analysis.ts';

import classes from './report-analyses.module.css';
import { SealedChartView } from './sealed-chart.tsx';
import { useSealedWords } from './use-sealed-words.ts';

const HASH_SHOWN = 16;

/** One analysis as it was sealed: what is counted and from which data, its chart and its table. */
export function SealedSheet({ item, number }: { item: ReportAnalysis; number: number }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const { content } = item;
  const { cell } = useSealedWords();
  const title = own.subject[content.subject];
  return (
    <>
      <h3 className={classes.title}>
        {format.number(number, 0)}. {title}
      </h3>
      <Changed item={item} />
      <Facts item={item} />
      {content.chart !== null && (
        <div className={classes.chart}>
          <SealedChartView chart={content.chart} label={own.chart({ title })} />
        </div>
      )}
      <DataTable
        label={title}
        head={content.columns.map((column) => (
          <span
            key={column}
            className={SEALED_COLUMNS[column] === 'text' ? '' : classes.numberHead}
          >
            {own.column[column]}
          </span>
        ))}
      >
        {content.rows.map((row, at) => (
          // The rows of a sealed table keep their order for ever.
          <tr key={at}>
            {content.columns.map((column, place) => (
              <td
                key={column}
                className={SEALED_COLUMNS[column] === 'text' ? undefined : classes.number}
              >
                {cell(row[place] ?? null, SEALED_COLUMNS[column])}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      {content.rowsLeftOut > 0 && (
        <p className={classes.small}>
          {own.leftOut({ count: format.number(content.rowsLeftOut, 0) })}
        </p>
      )}
    </>
  );
}

function Facts({ item: { content, hash, putBy, putAt } }: { item: ReportAnalysis }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  const { cell } = useSealedWords();
  const counts = content.n.map(
    ({ what, count }) => `${format.number(count, 0)} ${own.counted[what]}`,
  );
  const days =
    content.from === null
      ? own.upTo({ to: format.date(content.to) })
      : own.span({ from: format.date(content.from), to: format.date(content.to) });
  const parameters = content.parameters.map(
    ({ word, value }) => `${own.word[word]}: ${cell(value, 'text')}`,
  );
  const cutOff = own.cutOff({
    version: format.number(content.definitions, 0),
    time: content.dataCutOff === null ? own.noData : format.dateTime(content.dataCutOff),
  });
  return (
    <div className={classes.facts}>
      <p>{content.definition}</p>
      <p>
        <strong>{own.counts({ counts: counts.join('; ') })}</strong>
        {` · ${[days, ...parameters].join(' · ')}`}
      </p>
      <p className={classes.small}>{cutOff}</p>
      <p className={classes.small}>
        {own.putBy({
          name: putBy,
          time: format.dateTime(putAt),
          hash: hash.slice(0, HASH_SHOWN),
        })}
      </p>
    </div>
  );
}

/** Notice in a draft that the register says something else by now. */
function Changed({ item: { content, now } }: { item: ReportAnalysis }) {
  const { sealedAnalyses: own } = useText();
  const format = useFormat();
  if (now === null || now.same) return null;
  const before = content.n[0]?.count ?? 0;
  const difference = now.count - before;
  const sign = difference > 0 ? '+' : '';
  return (
    <div className="screen-only">
      <Notice
        title={
          difference === 0
            ? own.changedSame({ count: format.number(before, 0) })
            : own.changed({
                before: format.number(before, 0),
                after: format.number(now.count, 0),
                difference: `${sign}${format.number(difference, 0)}`,
              })
        }
      >
        <p>{own.changedMore}</p>
      </Notice>
    </div>
  );
}
