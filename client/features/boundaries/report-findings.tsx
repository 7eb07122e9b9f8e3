import { Accordion, Button } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import type { BoundaryReport } from '#server/contract/boundary.ts';

import { areaInUnit } from './area-measures.ts';
import classes from './boundaries.module.css';

type Finding = {
  key: string;
  title: string;
  /** Number of findings; more than the lines where only the first are listed. */
  count: number;
  more?: string;
  lines: string[];
};

/** Findings that need attention, by kind; kinds without findings are left out. */
export function ReportFindings({ report }: { report: BoundaryReport }) {
  const text = useText();
  const format = useFormat();
  const findings = useFindings(report).filter(({ count }) => count > 0);
  return (
    <div>
      <h3>{text.boundaries.findings}</h3>
      <Accordion multiple chevronPosition="left" order={4} className={classes.findings}>
        {findings.map((finding) => (
          <Accordion.Item key={finding.key} value={finding.key}>
            <Accordion.Control>
              <span className={classes.findingName}>{finding.title}</span>{' '}
              <span className={classes.muted}>
                {text.boundaries.count({ count: format.number(finding.count, 0) })}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <Lines finding={finding} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}

const SHOWN_AT_ONCE = 20;

function Lines({ finding }: { finding: Finding }) {
  const text = useText();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <>
      {finding.more !== undefined && <p className={classes.note}>{finding.more}</p>}
      <ul className={classes.lines}>
        {finding.lines.slice(0, shown).map((line, at) => (
          // Lines of a report never change; two of them may read alike.
          <li key={at}>{line}</li>
        ))}
      </ul>
      {finding.lines.length > shown && (
        <Button variant="default" size="xs" mt={8} onClick={() => setShown(finding.lines.length)}>
          {text.boundaries.showMore}
        </Button>
      )}
    </>
  );
}

function useFindings(report: BoundaryReport): Finding[] {
  const text = useText();
  const format = useFormat();
  const { boundaries } = text;
  const area = (squareMetres: number) => {
    const { value, unit } = areaInUnit(squareMetres);
    return boundaries[unit]({ area: format.number(value, unit === 'squareMetres' ? 0 : 1) });
  };
  const feature = (place: number, label: string) => {
    const position = boundaries.feature({ number: format.number(place + 1, 0) });
    return label === '' ? position : `${position} “${label}”`;
  };
  const list = (key: string, title: string, lines: string[], more?: string): Finding => ({
    key,
    title,
    count: lines.length,
    lines,
    ...(more === undefined ? {} : { more }),
  });
  return [
    list(
      'conflicts',
      boundaries.conflicts,
      report.conflicts.map(
        ({ feature: place, label, commune, reason }) =>
          `${feature(place, label)} → ${commune.code} ${communeName(commune, text)}: ${boundaries.conflict[reason]}`,
      ),
      boundaries.conflictsMore,
    ),
    list(
      'missing',
      boundaries.missing,
      report.missing.map(
        (commune) =>
          `${commune.code} ${communeName(commune, text)}: ${commune.kept ? boundaries.keeps : boundaries.keepsNot}`,
      ),
    ),
    {
      ...list(
        'unmatched',
        boundaries.unmatched,
        report.unmatched.map(({ feature: place, label, code, outsideCity }) =>
          [feature(place, label), code, outsideCity ? boundaries.outsideCity : null]
            .filter((part) => part !== null)
            .join(', '),
        ),
      ),
      count: report.unmatchedCount,
    },
    list(
      'invalid',
      boundaries.invalid,
      report.invalid.map((commune) => `${communeName(commune, text)}: ${commune.reason}`),
    ),
    list(
      'overlaps',
      boundaries.overlaps,
      report.overlaps.map(
        ({ between: [one, other], areaM2 }) =>
          `${communeName(one, text)} – ${communeName(other, text)}: ${area(areaM2)}`,
      ),
    ),
    list(
      'gaps',
      boundaries.gaps,
      report.gaps.map(({ at, areaM2 }) => `${format.coordinates(at)}: ${area(areaM2)}`),
    ),
    list(
      'strayed',
      boundaries.strayed,
      report.strayed.map(
        (commune) => `${communeName(commune, text)}: ${format.distance(commune.metres)}`,
      ),
    ),
    list(
      'warnings',
      boundaries.warnings,
      report.warnings.map(({ code, count }) => {
        const sentence = boundaries.warning[code] ?? boundaries.warningOther({ code });
        return count === 1
          ? sentence
          : `${sentence} ${boundaries.count({ count: boundaries.times({ count: format.number(count, 0) }) })}`;
      }),
    ),
  ];
}
