import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { communeName } from '#client/i18n/commune-name.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import type { ComparedCommune, Comparison } from '#server/contract/comparison.ts';

import classes from './analysis.module.css';
import { CaseReply } from './case-reply.tsx';
import { looksWords } from './looks-words.ts';
import shared from '#client/ui/shared.module.css';
import { casesQuery, type ComparisonChoice } from './queries.ts';

/** Communes named by the decision rule alone; all others are within the range of chance and have no rank. */
export function VerdictLists({
  comparison,
  choice,
  onOpen,
}: {
  comparison: Comparison;
  choice: ComparisonChoice;
  onOpen: (code: string) => void;
}) {
  const { analysis } = useText();
  const format = useFormat();
  const of = (side: 'above' | 'below') =>
    comparison.communes.filter(({ verdict }) => verdict.side === side);
  const [above, below] = [of('above'), of('below')];
  const others = comparison.communes.length - above.length - below.length;
  const list = (side: 'above' | 'below', rows: readonly ComparedCommune[]) => (
    <ul className={classes.named} data-side={side}>
      {rows.map((row) => (
        <li key={row.commune.code}>
          <Named row={row} choice={choice} withReplies={side === 'above'} onOpen={onOpen} />
        </li>
      ))}
    </ul>
  );
  return (
    <Section>
      <div className={classes.verdicts}>
        <div>
          <h3>{analysis.criticised}</h3>
          {above.length === 0 ? (
            <EmptyLine title={analysis.nobodyCriticised} next="verdict" />
          ) : (
            list('above', above)
          )}
        </div>
        <div>
          <h3>{analysis.praised}</h3>
          {below.length === 0 ? (
            <EmptyLine title={analysis.nobodyPraised} next="verdict" />
          ) : (
            list('below', below)
          )}
        </div>
      </div>
      <Text component="div" className={classes.notes} size="sm" c="dimmed" mt="sm" maw="80ch">
        {others > 0 && <p>{analysis.everybodyElse({ count: format.number(others) })}</p>}
      </Text>
    </Section>
  );
}

function Named({
  row,
  choice,
  withReplies,
  onOpen,
}: {
  row: ComparedCommune;
  choice: ComparisonChoice;
  withReplies: boolean;
  onOpen: (code: string) => void;
}) {
  const text = useText();
  const { analysis } = text;
  const format = useFormat();
  const name = communeName(row.commune, text);
  return (
    <>
      <strong>{name}</strong>
      <p>
        {analysis.observedOf({
          observed: format.number(row.observed),
          expected: format.number(row.expected),
          low: format.number(row.actionLimits[0]),
          high: format.number(row.actionLimits[1]),
        })}
      </p>
      <Facts row={row} />
      {withReplies && row.replied !== null && (
        <LatestReply commune={row.commune.code} choice={choice} />
      )}
      <Button variant="default" size="xs" onClick={() => onOpen(row.commune.code)}>
        {analysis.openCases({ commune: name })}
      </Button>
    </>
  );
}

/** Facts by which the figures of a commune are to be read. */
function Facts({ row }: { row: ComparedCommune }) {
  const { analysis } = useText();
  const format = useFormat();
  const share = (value: number | null) =>
    value === null ? analysis.none : format.percent(value, 0);
  return (
    <p className={classes.facts}>
      <span>
        {analysis.completeness}: {share(row.completeness)}
      </span>
      {row.checkedShare !== null && (
        <span>
          {analysis.unchecked}: {share(1 - row.checkedShare)}
        </span>
      )}
      {row.checkedShare !== null && (
        <span>
          {analysis.looks}: {looksWords(row.looks, { analysis }, format)}
        </span>
      )}
      {row.received !== null && row.received < row.observed && (
        <span>
          {analysis.notReceived}: {format.number(row.observed - row.received)}
        </span>
      )}
      {row.replied !== null && (
        <span>
          {analysis.replied}:{' '}
          {analysis.repliedOf({
            replied: format.number(row.replied),
            cases: format.number(row.observed),
          })}
        </span>
      )}
    </p>
  );
}

/** No criticism stands here without what the commune says to it. */
function LatestReply({ commune, choice }: { commune: string; choice: ComparisonChoice }) {
  const { analysis } = useText();
  const cases = useQuery(casesQuery(commune, choice)).data?.items ?? [];
  const replied = cases.find(({ reply }) => reply !== null);
  return (
    <>
      <p className={shared.muted}>{analysis.reply}</p>
      {replied === undefined ? (
        <p className={classes.reply}>{analysis.noReply}</p>
      ) : (
        <CaseReply case={replied} />
      )}
    </>
  );
}
