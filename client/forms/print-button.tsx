import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

import { PaperMark } from '#client/api/paper-mark.tsx';
import { useText } from '#client/i18n/use-text.ts';

import { ExportDialog } from './export-dialog.tsx';
import type { ExportOrder, LoggedExport } from './use-export.ts';

/** The dialog has left the page by then. */
const AFTER_CLOSING_MILLISECONDS = 300;

/**
 * Prints the page as it stands, or saves it as PDF: what for is asked, the log has it first,
 * and every page carries both.
 */
export function PrintButton({
  kind,
  view,
  points = 0,
}: Omit<ExportOrder, 'points'> & { points?: number }) {
  const text = useText();
  const [opened, setOpened] = useState(false);
  const [printed, setPrinted] = useState<LoggedExport | null>(null);
  useEffect(
    function printOnce() {
      if (printed === null) return undefined;
      const timer = setTimeout(() => globalThis.print(), AFTER_CLOSING_MILLISECONDS);
      return () => clearTimeout(timer);
    },
    [printed],
  );
  return (
    <>
      <Button
        className="screen-only"
        variant="default"
        leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {text.common.print}
      </Button>
      {opened && (
        <ExportDialog
          order={{ kind, points, view }}
          title={text.common.print}
          lead={text.common.printLead}
          confirm={text.common.print}
          onLogged={(logged) => {
            setOpened(false);
            setPrinted(logged);
          }}
          onClose={() => setOpened(false)}
        />
      )}
      {printed !== null && <PaperMark {...printed} />}
    </>
  );
}
