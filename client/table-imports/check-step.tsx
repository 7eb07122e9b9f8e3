import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { CountTiles, type CountTile } from '#client/ui/count-tiles.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Section } from '#client/ui/page.tsx';
import { useFormat } from '#client/i18n/use-text.ts';
import marks from '#client/ui/map-legend.module.css';
import type { AddressChoice } from '#server/contract/address-review.ts';
import type { ImportMapping, ImportPreview } from '#server/contract/point-import.ts';
import type { DuplicateChoice } from '#server/contract/import-duplicate.ts';

import { AddressReview } from './address-review.tsx';
import type { ConsentOffer } from './consent-offers.ts';
import { useImportTarget, useImportText } from './import-target.ts';
import { DuplicateReview } from './duplicate-review.tsx';
import { ConsentList } from './consent-list.tsx';
import classes from './table-imports.module.css';
import { PreviewRows } from './preview-rows.tsx';
import { groupProblems } from './problem-groups.ts';
import { ProblemList } from './problem-list.tsx';
import type { ImportAnswers } from './queries.ts';
import { RefusedFile } from './refused-file.tsx';
import { UnknownWords } from './unknown-words.tsx';

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
          <li className={classes.muted}>
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
      aside={
        <output className={classes.checking}>{checking ? text.imports.checkingAgain : ''}</output>
      }
    >
      <div className={classes.check} data-stale={checking}>
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
      </div>
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
