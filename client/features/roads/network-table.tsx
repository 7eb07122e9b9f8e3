import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';

import { call } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import { NO_BODY } from '#client/forms/schema-fields.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { DataTable } from '#client/ui/data-table.tsx';
import { Section } from '#client/ui/page.tsx';
import type { RoadNetwork } from '#server/contract/road-network.ts';

import { ROADS_KEY } from './queries.ts';
import classes from './roads.module.css';

/** Every network there has been, the one in use marked, and the way back from it. */
export function NetworkTable({ items }: { items: readonly RoadNetwork[] }) {
  const { geodata: text } = useText();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const inUse = items.find(({ active }) => active);
  return (
    <Section
      title={text.roads}
      flush
      aside={
        inUse !== undefined && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconArrowBackUp size={16} stroke={1.8} aria-hidden="true" />}
            onClick={() => setAsking(true)}
          >
            {text.undo}
          </Button>
        )
      }
    >
      <DataTable
        label={text.roads}
        head={[text.source, text.length, text.importedAt, text.importedBy, text.state]}
      >
        {items.map((network) => (
          <tr key={network.id}>
            <td className={classes.source}>
              {network.source}
              <span className={classes.small}>
                {[network.fileName, network.licence].filter((part) => part !== null).join(' · ')}
              </span>
            </td>
            <td className={classes.numeric}>
              {text.kilometres({ km: format.number(network.report.kilometres, 1) })}
            </td>
            <td className={classes.numeric}>{format.dateTime(network.importedAt)}</td>
            <td>{network.importedBy ?? text.byCommand}</td>
            <td>{network.active ? text.inUse : text.former}</td>
          </tr>
        ))}
      </DataTable>
      {asking && inUse !== undefined && (
        <UndoDialog
          inUse={inUse}
          before={items.find(({ id }) => id === inUse.previousId) ?? null}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

function UndoDialog({
  inUse,
  before,
  onClose,
}: {
  inUse: RoadNetwork;
  before: RoadNetwork | null;
  onClose: () => void;
}) {
  const { geodata: text } = useText();
  const undo = useWrite({
    initial: {},
    schema: NO_BODY,
    send: (_, once) => call(api.roads.undo.$post({}, once)),
    said: text.undone,
    refresh: [ROADS_KEY],
    onDone: onClose,
  });
  return (
    <WriteDialog
      write={undo}
      weighty
      title={text.undoTitle}
      lines={[
        { label: text.undoFrom, value: inUse.source },
        { label: text.undoTo, value: before?.source ?? text.undoToNone },
        { label: text.undoKept, value: text.undoKeptMore },
      ]}
      confirm={text.undo}
      onClose={onClose}
    />
  );
}
