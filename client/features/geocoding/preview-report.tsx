import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import type { GazetteerPreview } from '#server/contract/gazetteer.ts';
import { RowProblemCode } from '#server/contract/point-import.ts';
import counted from '#client/ui/counted-facts.module.css';
import { FactList } from '#client/ui/fact-list.tsx';

import classes from './gazetteers.module.css';

const SAMPLES = 6;

/** Report of a file: its content, the entries left out with the reason, and some samples. */
export function PreviewReport({ preview: { report, samples } }: { preview: GazetteerPreview }) {
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
    <div className={classes.stack}>
      <h3>{text.found}</h3>
      <FactList className={counted.facts} facts={facts} />
      {report.refused.length > 0 && (
        <div>
          <h4>{text.refused}</h4>
          <ul className={classes.lines}>
            {report.refused.map(({ code, count, lines }) => (
              <li key={code}>
                {text.refusedLine({
                  reason: reasonOf(code),
                  count: number(count),
                  lines: lines.slice(0, 3).join(', '),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
      {samples.length > 0 && (
        <DataTable label={text.samples} head={[text.place, text.field.street, text.position]}>
          {samples.slice(0, SAMPLES).map((sample) => (
            <tr key={`${sample.position.join()} ${sample.name ?? ''} ${sample.houseNumber ?? ''}`}>
              <td>{sample.name ?? '—'}</td>
              <td>{doorOf(sample)}</td>
              <td className={classes.numeric}>{format.coordinates(sample.position)}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </div>
  );
}

function doorOf({ houseNumber, alleys, street }: GazetteerPreview['samples'][number]): string {
  const alley = alleys === null ? null : `ngõ ${alleys}`;
  const parts = [houseNumber, alley, street].filter((part) => part !== null);
  return parts.length === 0 ? '—' : parts.join(' ');
}
