import { Button, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';

import { call } from '#client/api/call.ts';
import { useCan } from '#client/api/me.ts';
import { api } from '#client/api/client.ts';
import { useWrite } from '#client/forms/use-write.ts';
import { WriteDialog } from '#client/forms/write-dialog.tsx';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import { filterQuery, type Filter } from '#client/register/filter.ts';
import { pointCountsQuery } from '#client/register/queries.ts';
import { regionQuery, type ListRegion } from '#client/register/region.ts';
import { saveFile } from '#client/ui/save-file.ts';
import { POINT_EXPORT_FORMATS, SHORTEST_PURPOSE } from '#server/contract/point-export.ts';

const Order = z.object({
  format: z.enum(POINT_EXPORT_FORMATS),
  purpose: z.string().trim().normalize('NFC').min(SHORTEST_PURPOSE).max(300),
});
type Order = z.infer<typeof Order>;

/** Points of a filter within a region. */
type Selection = { filter: Filter; region: ListRegion };

/** Takes the points of a filter or selection out as a file, where the role may: its purpose goes into the log and the file. */
export function ExportPoints(selection: Selection) {
  const { pointExports: own } = useText();
  const mayTakeOut = useCan('points:export');
  const [opened, setOpened] = useState(false);
  if (!mayTakeOut) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconFileDownload size={16} stroke={1.6} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {own.open}
      </Button>
      {opened && <ExportPointsDialog {...selection} onClose={() => setOpened(false)} />}
    </>
  );
}

function ExportPointsDialog({ filter, region, onClose }: Selection & { onClose: () => void }) {
  const { map, pointExports: own, pointsList } = useText();
  const format = useFormat();
  const { data } = useQuery(pointCountsQuery(filter, region));
  const write = useWrite({
    draft: 'file of points',
    initial: { format: 'xlsx' as Order['format'], purpose: '' },
    schema: Order,
    body: (values) => values,
    words: { purpose: map.exportPurposeMissing },
    send: (order) => fetchPoints(order, { filter, region }),
    said: own.done,
    onDone({ blob, name }) {
      saveFile(blob, name);
      onClose();
    },
  });
  const count = data === undefined ? null : format.number(data.total, 0);
  return (
    <WriteDialog
      write={write}
      title={own.title}
      lead={count === null ? undefined : own.lead({ count })}
      confirm={own.take}
      blocked={data?.total === 0 ? pointsList.emptyTitle : null}
      onClose={onClose}
    >
      <SegmentedControl
        fullWidth
        aria-label={own.format}
        data={POINT_EXPORT_FORMATS.map((one) => ({ value: one, label: own.formats[one] }))}
        value={write.values.format}
        onChange={(value) => write.form.setFieldValue('format', value)}
      />
      <Text size="sm">{own.meant[write.values.format]}</Text>
      <TextInput
        label={map.exportPurpose}
        description={map.exportPurposeMore}
        data-autofocus
        {...write.field('purpose')}
      />
    </WriteDialog>
  );
}

const FILES = {
  xlsx: api['points.xlsx'],
  csv: api['points.csv'],
  geojson: api['points.geojson'],
  gpkg: api['points.gpkg'],
  kml: api['points.kml'],
};

/** The file and the name under which it is saved. */
async function fetchPoints(
  { format, purpose }: Order,
  { filter, region }: Selection,
): Promise<{ blob: Blob; name: string }> {
  const query = { ...filterQuery(filter), ...regionQuery(region), purpose };
  const response = await FILES[format].$get({ query });
  if (!response.ok) await call(Promise.resolve(response));
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return { blob: await response.blob(), name: name ?? `diem.${format}` };
}
