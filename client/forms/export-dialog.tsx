import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

import { useText } from '#client/i18n/use-text.ts';

import { useExport, type ExportOrder, type LoggedExport } from './use-export.ts';
import type { FieldProps } from './use-write.ts';
import { WriteDialog } from './write-dialog.tsx';

/** Asks in a dialog what something is taken out for, and has it in the log before it is produced. */
export function ExportDialog({
  order,
  onLogged,
  ...frame
}: {
  order: ExportOrder;
  title: string;
  lead: string;
  /** The verb on the button. */
  confirm: string;
  blocked?: string | null;
  aside?: ReactNode;
  onLogged: (logged: LoggedExport) => void | Promise<void>;
  onClose: () => void;
}) {
  const write = useExport(order, onLogged);
  return (
    <WriteDialog write={write} {...frame}>
      <PurposeField field={write.field} />
    </WriteDialog>
  );
}

/** The purpose of an export. */
export function PurposeField({ field }: { field: FieldProps }) {
  const { map } = useText();
  return (
    <TextInput
      label={map.exportPurpose}
      description={map.exportPurposeMore}
      data-autofocus
      // The last purpose is kept by a press on the verb, and replaced by typing.
      onFocus={(event) => event.currentTarget.select()}
      {...field('purpose')}
    />
  );
}
