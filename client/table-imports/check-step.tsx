import { Box, Button, Flex, Group, NativeSelect, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { ErrorNotice } from '#client/api/error-notice.tsx';
import { categoriesQuery } from '#client/api/points.ts';
import { Form } from '#client/forms/form.tsx';
import { useWrite } from '#client/forms/use-write.ts';
import { CountTiles, type CountTile } from '#client/ui/count-tiles.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Section } from '#client/ui/page.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import marks from '#client/ui/map-legend.module.css';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { AddressChoice } from '#server/contract/address-review.ts';
import { NewImportWord, type UnknownWord } from '#server/contract/import-word.ts';
import type { ImportMapping, ImportPreview } from '#server/contract/point-import.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';
import shared from '#client/ui/shared.module.css';

import { AddressReview } from './address-review.tsx';
import type { ConsentOffer } from './consent-offers.ts';
import { useImportTarget, useImportText } from './import-target.ts';
import { DuplicateReview } from './duplicate-review.tsx';
import { ConsentList } from './consent-list.tsx';
import decisions from './row-decisions.module.css';
import classes from './table-imports.module.css';
import { groupProblems } from './problem-groups.ts';
import { ProblemList } from './problem-list.tsx';
import type { ImportAnswers } from './queries.ts';
import { RefusedFile } from './refused-file.tsx';

const SHOWN_AT_ONCE = 10;

// The map is most of the page's weight, and only a readable file needs it.
const PreviewMap = lazy(() => import('./preview-map.tsx'));

/** Map of the rows, and of the suggested positions of those that still wait. */
function PreviewPlaces({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const format = useFormat();
  const waits = preview.problems.some((problem) => problem.suggestion !== undefined);
  return (
    <div>
      <h3>{text.imports.where}</h3>
      <div className={classes.map}>
        <Suspense fallback={<Skeleton height="100%" radius={6} />}>
          <PreviewMap preview={preview} />
        </Suspense>
      </div>
      <ul className={`${marks.legend} ${classes.legend}`}>
        <li data-mark="ready">{text.imports.mapReady}</li>
        {waits && <li data-mark="waits">{text.imports.mapWaits}</li>}
        {preview.counts.ready > preview.rows.length && (
          <li className={shared.muted}>
            {text.imports.mapCapped({ shown: format.number(preview.rows.length, 0) })}
          </li>
        )}
      </ul>
    </div>
  );
}

/** Result of checking the file: number of rows, open questions, problems, and their places. */
export function CheckStep({
  preview,
  source,
  mapping,
  offers,
  checking,
  choices,
  onEdit,
  onChoose,
  duplicates,
  onDecide,
}: {
  preview: ImportPreview;
  source: { file: File; answers: ImportAnswers };
  mapping: ImportMapping;
  offers: readonly ConsentOffer[];
  checking: boolean;
  choices: readonly AddressChoice[];
  onEdit: (mapping: ImportMapping) => void;
  onChoose: (choices: AddressChoice[]) => void;
  duplicates: readonly DuplicateChoice[];
  onDecide: (duplicates: DuplicateChoice[]) => void;
}) {
  const text = useImportText();
  const target = useImportTarget();
  const hasPlaces =
    preview.rows.length > 0 || preview.problems.some((problem) => problem.suggestion !== undefined);
  return (
    <Section
      title={text.imports.checkStep}
      aside={<output className={shared.muted}>{checking ? text.imports.checkingAgain : ''}</output>}
    >
      <Stack className={classes.check} gap={20} data-stale={checking}>
        <Counts preview={preview} />
        {offers.length > 0 && <ConsentList offers={offers} mapping={mapping} onEdit={onEdit} />}
        {preview.addresses.rows.length > 0 && (
          <AddressReview review={preview.addresses} choices={choices} onChoose={onChoose} />
        )}
        {preview.duplicates.length > 0 && (
          <DuplicateReview preview={preview} choices={duplicates} onDecide={onDecide} />
        )}
        {target === 'points' && preview.unknownWords.length > 0 && (
          <UnknownWords words={preview.unknownWords} />
        )}
        <div>
          <ProblemList groups={groupProblems(preview)} />
          {preview.problems.length > 0 && <RefusedFile {...source} />}
        </div>
        {hasPlaces && <PreviewPlaces preview={preview} />}
        {preview.rows.length > 0 ? (
          <PreviewRows preview={preview} />
        ) : (
          <EmptyState title={text.imports.nothingReady}>{text.imports.nothingReadyMore}</EmptyState>
        )}
      </Stack>
    </Section>
  );
}

function Counts({ preview: { counts } }: { preview: ImportPreview }) {
  const { imports } = useImportText();
  const format = useFormat();
  const entries: { name: string; count: number; tone: CountTile['tone'] }[] = [
    { name: imports.countRows, count: counts.rows, tone: 'plain' },
    { name: imports.countReady, count: counts.ready, tone: 'good' },
    { name: imports.countConsent, count: counts.needsConsent, tone: 'waits' },
    { name: imports.countRefused, count: counts.refused, tone: 'bad' },
    { name: imports.countAdded, count: counts.added, tone: 'good' },
    { name: imports.countUnchanged, count: counts.unchanged, tone: 'plain' },
    { name: imports.countChanged, count: counts.changed, tone: 'waits' },
  ];
  return (
    <div>
      <CountTiles
        width={116}
        tiles={entries.map(({ name, count, tone }) => ({
          name,
          value: format.number(count, 0),
          tone: count === 0 ? 'plain' : tone,
        }))}
      />
      {counts.changed > 0 && <p className={classes.note}>{imports.changedMore}</p>}
    </div>
  );
}

/** Words for categories that nobody knows, each with a category to choose; the office remembers it. */
function UnknownWords({ words }: { words: readonly UnknownWord[] }) {
  const { importWords: own } = useText();
  return (
    <div data-unknown-words>
      <h3>{own.title}</h3>
      <p className={classes.note}>{own.lead}</p>
      <Flex component="ul" direction="column" gap="sm" mt="xs">
        {words.map((word) => (
          <Word key={word.word} {...word} />
        ))}
      </Flex>
    </div>
  );
}

function Word({ word, count }: UnknownWord) {
  const { importWords: own } = useText();
  const format = useFormat();
  const { data } = useQuery(categoriesQuery);
  const write = useWrite({
    draft: `word of imports ${word}`,
    initial: { word, category: '' },
    schema: NewImportWord,
    send: (json, once) => call(api['point-imports'].words.$post({ json }, once)),
    words: { category: own.choose },
    said: own.remembered({ word }),
    // The file is read again, and the words are listed again.
    refresh: [['point-imports']],
  });
  return (
    <li data-word={word}>
      <Form className={decisions.word} {...write.formProps}>
        <NativeSelect
          label={own.meaning({ word, count: format.number(count, 0) })}
          data={[
            { value: '', label: own.choose },
            ...(data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
          ]}
          {...write.field('category')}
          withAsterisk={false}
        />
        <Button type="submit" variant="default" loading={write.pending}>
          {own.remember}
        </Button>
      </Form>
      <ErrorNotice error={write.error} />
    </li>
  );
}

/** The first rows as they would stand in the register. */
function PreviewRows({ preview }: { preview: ImportPreview }) {
  const text = useImportText();
  const format = useFormat();
  const categories = useQuery(categoriesQuery).data?.items ?? [];
  const hasStatus = useImportTarget() === 'points';
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const rows = preview.rows.slice(0, shown);
  const nameOf = (code: string) =>
    categories.find((category) => category.code === code)?.name ?? code;
  return (
    <div>
      <h3>{text.imports.rowsReady}</h3>
      <div className={classes.framed}>
        <DataTable
          label={text.imports.rowsReady}
          head={[
            text.imports.line,
            text.imports.name,
            text.imports.category,
            ...(hasStatus ? [text.imports.status] : []),
            text.imports.position,
          ]}
        >
          {rows.map((row) => (
            <tr key={row.line}>
              <td className={shared.nowrap}>{format.number(row.line, 0)}</td>
              <Box component="td" miw={200} fw={500}>
                {row.officialName}
              </Box>
              <td>{nameOf(row.category)}</td>
              {hasStatus && (
                <td className={shared.nowrap}>
                  <StatusBadge status={row.status} />
                </td>
              )}
              <td className={shared.nowrap}>{format.coordinates(row.position)}</td>
            </tr>
          ))}
        </DataTable>
      </div>
      <Group gap="xs" justify="space-between" mt="xs">
        <span className={shared.muted}>
          {text.imports.rowsShown({
            shown: format.number(rows.length, 0),
            total: format.number(preview.counts.ready, 0),
          })}
        </span>
        {preview.rows.length > shown && (
          <Button variant="default" size="xs" onClick={() => setShown(shown + 5 * SHOWN_AT_ONCE)}>
            {text.imports.showMore}
          </Button>
        )}
      </Group>
    </div>
  );
}
