import { Accordion, Box, Button } from '@mantine/core';
import { IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';

import { useFormat, useLanguage } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyLine } from '#client/ui/empty-line.tsx';
import { rowReasonOf } from '#server/contract/import-row-text.ts';
import type { RowProblem } from '#server/contract/point-import.ts';

import { useImportText } from './import-target.ts';
import classes from './table-imports.module.css';
import shared from '#client/ui/shared.module.css';
import { cutAtMarks, type ProblemGroup } from './problem-groups.ts';

const SHOWN_AT_ONCE = 15;

/** Problems that keep rows out, by reason, each with its lines. */
export function ProblemList({ groups }: { groups: readonly ProblemGroup[] }) {
  const text = useImportText();
  if (groups.length === 0) return <EmptyLine title={text.imports.noProblems} next="problems" />;
  return (
    <div>
      <h3>{text.imports.problems}</h3>
      <Accordion multiple chevronPosition="left" order={4} className={classes.problems}>
        {groups.map((group) => (
          <Accordion.Item key={group.code} value={group.code}>
            <Accordion.Control>
              <GroupHead group={group} />
            </Accordion.Control>
            <Accordion.Panel>
              <GroupBody group={group} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </div>
  );
}

function GroupHead({ group }: { group: ProblemGroup }) {
  const text = useImportText();
  const format = useFormat();
  const refused = group.severity === 'error';
  const Sign = refused ? IconCircleX : IconHelpCircle;
  return (
    <span className={classes.groupHead} data-severity={group.severity}>
      <Sign size={18} stroke={1.6} aria-hidden="true" />
      <Box component="span" fw={500}>
        {text.imports.problem[group.code]}
      </Box>
      <span className={shared.aside}>
        {text.imports.problemCount({ count: format.number(group.total, 0) })}
        {' · '}
        {refused ? text.imports.refused : text.imports.waits}
      </span>
    </span>
  );
}

function GroupBody({ group }: { group: ProblemGroup }) {
  const text = useImportText();
  const { language } = useLanguage();
  const format = useFormat();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const problems = group.problems.slice(0, shown);
  const placed = group.problems.some((problem) => problem.suggestion !== undefined);
  return (
    <>
      <p className={classes.reason}>{rowReasonOf(group)[language]}</p>
      <DataTable
        label={text.imports.problem[group.code]}
        head={[
          text.imports.line,
          text.imports.column,
          text.imports.value,
          ...(placed ? [text.imports.goesTo] : []),
        ]}
      >
        {problems.map((problem) => (
          <tr key={`${problem.line}-${problem.field}`}>
            <td className={shared.nowrap}>{format.number(problem.line, 0)}</td>
            <td>{problem.column ?? text.imports.field[problem.field]}</td>
            <td>
              <Cell problem={problem} />
            </td>
            {placed && (
              <td className={shared.nowrap}>
                {problem.suggestion === undefined ? '' : format.coordinates(problem.suggestion)}
              </td>
            )}
          </tr>
        ))}
      </DataTable>
      {group.problems.length > shown && (
        <Button
          variant="default"
          size="xs"
          mt={8}
          onClick={() => setShown(shown + 5 * SHOWN_AT_ONCE)}
        >
          {text.imports.showMore}
        </Button>
      )}
      {group.problems.length < group.total && group.problems.length <= shown && (
        <p className={classes.note}>
          {text.imports.problemsCapped({
            shown: format.number(group.problems.length, 0),
            total: format.number(group.total, 0),
          })}
        </p>
      )}
    </>
  );
}

/** Content of a cell, with all that looks like data about a person marked. */
function Cell({ problem }: { problem: RowProblem }) {
  const text = useImportText();
  const { value, marks, otherLine } = problem;
  return (
    <>
      {value === null || value === '' ? (
        <span className={shared.muted}>{text.imports.empty}</span>
      ) : (
        cutAtMarks(value, marks ?? []).map((stretch) =>
          stretch.marked ? (
            <mark key={stretch.at} className={classes.mark}>
              {stretch.text}
            </mark>
          ) : (
            <span key={stretch.at}>{stretch.text}</span>
          ),
        )
      )}
      {otherLine !== undefined && (
        <span className={shared.muted}> {text.imports.sameAs({ line: String(otherLine) })}</span>
      )}
    </>
  );
}
