import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useFormat } from '#client/i18n/use-text.ts';
import { Notice } from '#client/ui/notice.tsx';
import { ProblemNotice } from '#client/ui/problem-notice.tsx';
import type { ImportResult } from '#server/contract/point-import.ts';

import { useImportTarget, useImportText } from './import-target.ts';
import type { ImportAnswers } from './queries.ts';
import { RefusedFile } from './refused-file.tsx';
import shared from '#client/ui/shared.module.css';
import type { Written } from './use-import-run.ts';

/** Result of an import: rows written and not written, and the ways on. */
export function RunResult({
  result,
  source,
  onOther,
}: {
  result: ImportResult;
  source: { file: File; answers: ImportAnswers } | null;
  onOther: () => void;
}) {
  const { imports, businessImports } = useImportText();
  const businesses = useImportTarget() === 'businesses';
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(function goToResult() {
    box.current?.focus();
  }, []);
  const told = (count: number, say: (p: { count: string }) => string) =>
    count === 0 ? null : <p>{say({ count: format.number(count, 0) })}</p>;
  return (
    <div ref={box} tabIndex={-1}>
      <Notice kind="good" title={imports.done({ count: format.number(result.added, 0) })}>
        {told(result.claimed, imports.doneClaimed)}
        {told(result.unchanged, imports.doneUnchanged)}
        {told(result.changed, imports.doneChanged)}
        {told(result.refused, imports.doneRefused)}
        {result.refused > 0 && source !== null && <RefusedFile {...source} />}
        <p className={shared.muted}>{imports.doneRun({ id: String(result.runId) })}</p>
        <Group gap={8} mt={12}>
          {businesses ? (
            <Button renderRoot={(props) => <Link to="/inspection-objects" {...props} />}>
              {businessImports.toList}
            </Button>
          ) : (
            <Button renderRoot={(props) => <Link to="/" {...props} />}>{imports.seeMap}</Button>
          )}
          <Button variant="default" onClick={onOther}>
            {imports.importOther}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}

/** An import that a person or the network stopped, and what became of it. */
export function StoppedNotice({ by, written }: { by: 'person' | 'network'; written: Written }) {
  const { imports } = useImportText();
  if (written === 'unknown') {
    return (
      <ProblemNotice
        title={imports.stoppedUnknown}
        sentence={imports.stoppedUnknownMore}
        requestId={null}
      />
    );
  }
  if (written === 'everything') {
    return (
      <Notice kind="good" title={imports.stoppedTooLate}>
        {imports.stoppedTooLateMore}
      </Notice>
    );
  }
  if (by === 'network') {
    return <ProblemNotice title={imports.lost} sentence={imports.lostMore} requestId={null} />;
  }
  return (
    <Notice kind="good" title={imports.cancelled}>
      {imports.cancelledMore}
    </Notice>
  );
}
