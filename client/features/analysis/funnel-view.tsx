import { Button, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

import { FunnelChart, type FunnelUnit } from '#client/charts/funnel-chart.tsx';
import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Section } from '#client/ui/page.tsx';
import type { Comparison } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';
import { ComparisonFacts, KeepComparison } from './comparison-facts.tsx';
import { CaseList } from './case-list.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { readingOf, spreadSentences } from './funnel-words.ts';
import { HowCounted } from './how-counted.tsx';
import type { ComparisonChoice } from './queries.ts';
import { RunLine } from './run-line.tsx';
import { VerdictLists } from './verdict-lists.tsx';

const route = getRouteApi('/comparison');

/** The funnel, who is named by the rule, and a table of everybody; a commune opens its cases. */
export function FunnelView({
  comparison,
  choice,
  chosen,
}: {
  comparison: Comparison;
  choice: ComparisonChoice;
  chosen: string | undefined;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const navigate = route.useNavigate();
  const open = useCallback(
    (code: string | undefined) =>
      void navigate({
        search: (before) => ({ ...before, commune: code }),
        resetScroll: false,
      }),
    [navigate],
  );
  const units = useFunnelUnits(comparison);
  const words = useAxisWords();
  const number = useCallback((value: number) => format.number(value), [format]);
  return (
    <>
      <Section
        title={analysis.funnelTitle}
        lead={analysis.funnelLead[comparison.measure]}
        aside={<KeepComparison comparison={comparison} />}
      >
        <FunnelLegend />
        <FunnelChart
          label={analysis.funnelName({
            measure: analysis.measure[comparison.measure],
            communes: format.number(comparison.communes.length),
          })}
          units={units}
          limits={comparison.limits}
          words={words}
          number={number}
          chosen={chosen ?? null}
          onOpen={open}
        />
        <ComparisonFacts comparison={comparison} />
        <Wider comparison={comparison} />
        <FunnelNotes comparison={comparison} />
      </Section>
      {chosen !== undefined && (
        <CaseList commune={chosen} choice={choice} onClose={() => open(undefined)} />
      )}
      <VerdictLists comparison={comparison} choice={choice} onOpen={open} />
      <ComparisonTable comparison={comparison} chosen={chosen} onOpen={open} />
    </>
  );
}

/** Communes as dots of the funnel, each with what is said of it aloud. */
function useFunnelUnits(comparison: Comparison): FunnelUnit[] {
  const text = useText();
  const { analysis } = text;
  const format = useFormat();
  return useMemo(
    () =>
      comparison.communes.map((row) => {
        const name = communeName(row.commune, text);
        return {
          key: row.commune.code,
          name: row.commune.name,
          said: `${name}: ${analysis.observedOf({
            observed: format.number(row.observed),
            expected: format.number(row.expected),
            low: format.number(row.actionLimits[0]),
            high: format.number(row.actionLimits[1]),
          })}. ${readingOf(row, analysis)}`,
          expected: row.expected,
          ratio: row.ratio ?? 0,
          side: row.action,
          named: row.verdict.side !== 'within',
        };
      }),
    [comparison, text, analysis, format],
  );
}

function useAxisWords() {
  const { analysis } = useText();
  return useMemo(
    () => ({
      expected: analysis.axisExpected,
      ratio: analysis.axisRatio,
      warning: analysis.limitWarning,
      action: analysis.limitAction,
    }),
    [analysis],
  );
}

/** The spread of the communes, the population counted, and the way of counting behind a press. */
function FunnelNotes({ comparison }: { comparison: Comparison }) {
  const { analysis } = useText();
  const format = useFormat();
  const { dispersion, population } = comparison;
  const spread = spreadSentences(dispersion, { analysis, format });
  return (
    <>
      <Text component="div" className={classes.notes} size="sm" c="dimmed" mt="sm" maw="80ch">
        {dispersion.p === null && spread.map((line) => <p key={line}>{line}</p>)}
        {population !== null && (
          <p>
            {analysis.population({
              source: population.source,
              date: format.date(population.countedOn),
            })}
          </p>
        )}
      </Text>
      <HowCounted>
        <p>{analysis.funnelLead[comparison.measure]}</p>
        {dispersion.p !== null && spread.map((line) => <p key={line}>{line}</p>)}
        <p>{analysis.rule}</p>
        <p>{analysis.changeMore}</p>
        <p>{analysis.mapBasis}</p>
        <RunLine run={comparison.run} />
        <FiguresTable comparison={comparison} />
      </HowCounted>
    </>
  );
}

/** Legend of the marks and lines of the funnel. */
function FunnelLegend() {
  const { analysis } = useText();
  return (
    <ul className={classes.legend}>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <circle r="4.5" fill="none" stroke="var(--db-text-muted)" strokeWidth="1.5" />
        </svg>
        {analysis.legendWithin}
      </li>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <path d="M0,-6 L6,5 L-6,5 Z" fill="var(--db-danger)" />
        </svg>
        {analysis.legendAbove}
      </li>
      <li>
        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
          <path d="M-5,-5 H5 V5 H-5 Z" fill="var(--db-accent)" />
        </svg>
        {analysis.legendBelow}
      </li>
      <li>
        <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">
          <path d="M0,8 H28" stroke="var(--db-text)" strokeWidth="1.5" />
        </svg>
        {analysis.limitAction}
      </li>
      <li>
        <svg width="28" height="16" viewBox="0 0 28 16" aria-hidden="true">
          <path
            d="M0,8 H28"
            stroke="var(--db-text-muted)"
            strokeWidth="1.2"
            strokeDasharray="5 4"
          />
        </svg>
        {analysis.limitWarning}
      </li>
    </ul>
  );
}

/** The shortest longer period in which a commune can be judged, where none can in the one chosen. */
function Wider({ comparison }: { comparison: Comparison }) {
  const { analysis } = useText();
  const format = useFormat();
  const navigate = route.useNavigate();
  const { wider, observed } = comparison;
  if (wider === null) return null;
  const { from, to } = wider;
  return (
    <Notice title={analysis.spreadNobody}>
      <Button
        size="xs"
        variant="default"
        onClick={() =>
          void navigate({ search: (before) => ({ ...before, from, to }), resetScroll: false })
        }
      >
        {analysis.widen({
          years: format.number(wider.years),
          events: format.number(wider.observed),
          before: format.number(observed),
        })}
      </Button>
    </Notice>
  );
}
