import { Accordion, Box, Button, Flex } from '@mantine/core';
import { useState } from 'react';

import { communeName } from '#client/i18n/commune-name.ts';
import type { Format } from '#client/i18n/format.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import type { BoundaryReport } from '#server/contract/boundary.ts';

import { areaInUnit } from './area-measures.ts';
import shared from '#client/ui/shared.module.css';
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
        {findings.map((one) => (
          <Accordion.Item key={one.key} value={one.key}>
            <Accordion.Control>
              <Box component="span" fw={500}>
                {one.title}
              </Box>{' '}
              <span className={shared.muted}>
                {text.boundaries.count({ count: format.number(one.count, 0) })}
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              <Lines finding={one} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}

const SHOWN_AT_ONCE = 20;

function Lines({ finding: { more, lines } }: { finding: Finding }) {
  const text = useText();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <>
      {more !== undefined && (
        <Box component="p" c="dimmed" mb="xs">
          {more}
        </Box>
      )}
      <Flex component="ul" className={shared.wrap} direction="column" gap={4}>
        {lines.slice(0, shown).map((line, at) => (
          // Lines of a report never change; two of them may read alike.
          <li key={at}>{line}</li>
        ))}
      </Flex>
      {lines.length > shown && (
        <Button variant="default" size="xs" mt={8} onClick={() => setShown(lines.length)}>
          {text.boundaries.showMore}
        </Button>
      )}
    </>
  );
}

function useFindings(report: BoundaryReport): Finding[] {
  const text = useText();
  const format = useFormat();
  const words = { text, format };
  return [
    ...communeFindings(report, words),
    ...areaFindings(report, words),
    warningFinding(report, words),
  ];
}

type Words = { text: Text; format: Format };

function finding(key: string, title: string, lines: string[], more?: string): Finding {
  return { key, title, count: lines.length, lines, ...(more === undefined ? {} : { more }) };
}

/** Features that are no single commune, and communes without one or without a usable area. */
function communeFindings(report: BoundaryReport, { text, format }: Words): Finding[] {
  const { boundaries } = text;
  const feature = (place: number, label: string) => {
    const position = boundaries.feature({ number: format.number(place + 1, 0) });
    return label === '' ? position : `${position} “${label}”`;
  };
  const conflicts = report.conflicts.map(
    ({ feature: place, label, commune, reason }) =>
      `${feature(place, label)} → ${commune.code} ${communeName(commune, text)}: ${boundaries.conflict[reason]}`,
  );
  const missing = report.missing.map(
    (commune) =>
      `${commune.code} ${communeName(commune, text)}: ${commune.kept ? boundaries.keeps : boundaries.keepsNot}`,
  );
  const unmatched = report.unmatched.map(({ feature: place, label, code, outsideCity }) =>
    [feature(place, label), code, outsideCity ? boundaries.outsideCity : null]
      .filter((part) => part !== null)
      .join(', '),
  );
  const invalid = report.invalid.map(
    (commune) => `${communeName(commune, text)}: ${commune.reason}`,
  );
  return [
    finding('conflicts', boundaries.conflicts, conflicts, boundaries.conflictsMore),
    finding('missing', boundaries.missing, missing),
    {
      ...finding('unmatched', boundaries.unmatched, unmatched),
      count: report.unmatchedCount,
    },
    finding('invalid', boundaries.invalid, invalid),
  ];
}

/** Areas that lie over each other, leave room between them, or lie far from where they were. */
function areaFindings(report: BoundaryReport, { text, format }: Words): Finding[] {
  const { boundaries } = text;
  const area = (squareMetres: number) => {
    const { value, unit } = areaInUnit(squareMetres);
    return boundaries[unit]({ area: format.number(value, unit === 'squareMetres' ? 0 : 1) });
  };
  const overlaps = report.overlaps.map(
    ({ between: [one, other], areaM2 }) =>
      `${communeName(one, text)} – ${communeName(other, text)}: ${area(areaM2)}`,
  );
  const gaps = report.gaps.map(({ at, areaM2 }) => `${format.coordinates(at)}: ${area(areaM2)}`);
  const strayed = report.strayed.map(
    (commune) => `${communeName(commune, text)}: ${format.distance(commune.metres)}`,
  );
  return [
    finding('overlaps', boundaries.overlaps, overlaps),
    finding('gaps', boundaries.gaps, gaps),
    finding('strayed', boundaries.strayed, strayed),
  ];
}

function warningFinding(report: BoundaryReport, { text: { boundaries }, format }: Words): Finding {
  const warnings = report.warnings.map(({ code, count }) => {
    const sentence = boundaries.warning[code] ?? boundaries.warningOther({ code });
    return count === 1
      ? sentence
      : `${sentence} ${boundaries.count({ count: boundaries.times({ count: format.number(count, 0) }) })}`;
  });
  return finding('warnings', boundaries.warnings, warnings);
}
