import { Group, MultiSelect, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';

import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { SurvivalChart } from '#client/charts/survival-chart.tsx';
import { PrintButton } from '#client/forms/print-button.tsx';
import { PutIntoReport } from '#client/forms/put-into-report.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { LoadingRows } from '#client/ui/loading-rows.tsx';
import { Section } from '#client/ui/page.tsx';
import { closuresOf } from '#server/contract/survival-count.ts';
import {
  MOST_CURVES,
  SURVIVAL_GROUPINGS,
  type Survival,
  type SurvivalGrouping,
  type SurvivalQuery,
  type SurvivalCurve,
} from '#server/contract/survival.ts';

import classes from './analysis.module.css';
import { HowCounted } from './how-counted.tsx';
import { PaperFacts } from './paper-facts.tsx';
import { ANALYSIS_KEY, survivalQuery } from './queries.ts';
import { RunLine } from './run-line.tsx';
import { SurvivalTable } from './survival-table.tsx';
import { pairSentences, testBasis, curveSentences, testSentences } from './survival-words.ts';

const BANDS = ['pointwise', 'equal_precision', 'hall_wellner'] as const;

type NameOf = (key: string, name: string | null) => string;

/** Survival curves of eliminated places by the chosen grouping. */
export function SurvivalView() {
  const { analysis } = useText();
  const [by, setBy] = useState<SurvivalGrouping>('all');
  const [groups, setGroups] = useState<string[] | null>(null);
  const [band, setBand] = useState<SurvivalQuery['band']>('pointwise');
  const survival = useQuery(survivalQuery(by, groups, band));
  const nameOf = useGroupName(survival.data);
  return (
    <Section
      title={analysis.survivalTitle}
      lead={analysis.survivalLead}
      aside={
        <Group gap={8}>
          {survival.data !== undefined && (
            <PutIntoReport
              analysis={{ kind: 'survival', by, groups }}
              subject="survival"
              n={closuresOf(survival.data).closures}
              to={survival.data.asOf}
              shownBy={ANALYSIS_KEY}
            />
          )}
          <PrintButton kind="survival_print" view="" />
        </Group>
      }
    >
      <div className={classes.choices}>
        <Select
          label={analysis.groupingLabel}
          allowDeselect={false}
          value={by}
          data={SURVIVAL_GROUPINGS.map((value) => ({ value, label: analysis.grouping[value] }))}
          onChange={(value) => {
            setGroups(null);
            setBy(SURVIVAL_GROUPINGS.find((one) => one === value) ?? 'all');
          }}
        />
        {by !== 'all' && survival.data !== undefined && (
          <GroupsField
            survival={survival.data}
            groups={groups}
            nameOf={nameOf}
            onChange={setGroups}
          />
        )}
      </div>
      <ErrorNotice error={survival.error} onRetry={() => void survival.refetch()} />
      {survival.isPending && <LoadingRows rows={8} />}
      {survival.data !== undefined && (
        <>
          <SurvivalCurves survival={survival.data} nameOf={nameOf} />
          <SurvivalFacts survival={survival.data} />
          <SurvivalMethod survival={survival.data} nameOf={nameOf} band={band} onBand={setBand} />
        </>
      )}
    </Section>
  );
}

/** Choice of the groups that have a curve each; null chooses those that the answer begins with. */
function GroupsField({
  survival,
  groups,
  nameOf,
  onChange,
}: {
  survival: Survival;
  groups: string[] | null;
  nameOf: NameOf;
  onChange: (groups: string[] | null) => void;
}) {
  const { analysis } = useText();
  const format = useFormat();
  return (
    <MultiSelect
      label={analysis.groupsLabel}
      searchable
      w={360}
      maxValues={MOST_CURVES}
      value={groups ?? survival.curves.map(({ key }) => key).filter((key) => key !== 'all')}
      data={survival.groups.map(({ key, name, closures }) => ({
        value: key,
        label: `${nameOf(key, name)} (${format.number(closures)})`,
      }))}
      onChange={(chosen) => onChange(chosen.length === 0 ? null : chosen)}
    />
  );
}

/** The curves in a sentence each, drawn, and as a table. */
function SurvivalCurves({ survival, nameOf }: { survival: Survival; nameOf: NameOf }) {
  const { analysis } = useText();
  const format = useFormat();
  const curves = useMemo(
    () => survival.curves.map((curve) => ({ ...curve, name: nameOf(curve.key, curve.name) })),
    [survival, nameOf],
  );
  const words = useMemo(() => ({ days: analysis.axisDays, quiet: analysis.axisQuiet }), [analysis]);
  const number = useCallback((value: number) => format.number(value), [format]);
  const percent = useCallback((share: number) => format.percent(share, 0), [format]);
  if (curves.every(({ closures }) => closures === 0)) return <p>{analysis.noSpells}</p>;
  return (
    <>
      <SurvivalSentences survival={survival} curves={curves} nameOf={nameOf} />
      <SurvivalChart
        label={analysis.survivalName({ curves: format.number(curves.length) })}
        curves={curves}
        words={words}
        percent={percent}
        number={number}
      />
      <Text component="div" className={classes.notes} size="sm" c="dimmed" mt="sm" maw="80ch">
        <p>{analysis.greyed}</p>
      </Text>
      <SurvivalTable curves={curves} />
    </>
  );
}

/** The way of counting behind a press: tests, pairs, and the choice of the band around the curves. */
function SurvivalMethod({
  survival,
  nameOf,
  band,
  onBand,
}: {
  survival: Survival;
  nameOf: NameOf;
  band: SurvivalQuery['band'];
  onBand: (band: (typeof BANDS)[number]) => void;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const nameOfKey = (key: string) =>
    nameOf(key, survival.groups.find((group) => group.key === key)?.name ?? null);
  return (
    <HowCounted>
      <p>{analysis.survivalBasis}</p>
      {[
        ...testBasis(survival, { analysis, format }),
        ...pairSentences(survival, nameOfKey, { analysis, format }),
      ].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Select
        label={analysis.bandLabel}
        allowDeselect={false}
        w={300}
        value={band}
        data={BANDS.map((value) => ({ value, label: analysis.bands[value] }))}
        onChange={(value) => onBand(BANDS.find((one) => one === value) ?? 'pointwise')}
      />
      <RunLine run={survival.run} />
    </HowCounted>
  );
}

/** Closures and recurrences of the curves shown. */
function SurvivalFacts({ survival }: { survival: Survival }) {
  const { analysis } = useText();
  const format = useFormat();
  const { closures, recurrences } = closuresOf(survival);
  return (
    <PaperFacts
      n={analysis.nClosures({
        closures: format.number(closures),
        recurrences: format.number(recurrences),
      })}
      to={survival.asOf}
      run={survival.run}
    />
  );
}

/** The words of a group: a commune's name, a category's, a way's, or the whole city. */
function useGroupName(survival: Survival | undefined) {
  const { analysis, pointActs } = useText();
  const categories = useQuery(categoriesQuery).data?.items;
  const by = survival?.by;
  return useCallback(
    (key: string, name: string | null): string => {
      if (name !== null) return name;
      if (key === 'all') return analysis.allCity;
      if (key === 'unknown') return analysis.unknownWay;
      if (by === 'category') return categories?.find(({ code }) => code === key)?.name ?? key;
      const ways: Record<string, string> = pointActs.ways;
      return ways[key] ?? key;
    },
    [analysis, pointActs, categories, by],
  );
}

/** The curves in plain sentences, and whether they are seen to differ at all. */
function SurvivalSentences({
  survival,
  curves,
  nameOf,
}: {
  survival: Survival;
  curves: readonly (SurvivalCurve & { name: string })[];
  nameOf: (key: string, name: string | null) => string;
}) {
  const { analysis } = useText();
  const words = { analysis, format: useFormat() };
  const nameOfKey = (key: string) =>
    nameOf(key, survival.groups.find((group) => group.key === key)?.name ?? null);
  return (
    <div className={classes.sentences} style={{ marginTop: 12 }}>
      {curves.map((curve) => (
        <p key={curve.key}>{curveSentences(curve, words).join(' ')}</p>
      ))}
      {testSentences(survival, nameOfKey, words).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
