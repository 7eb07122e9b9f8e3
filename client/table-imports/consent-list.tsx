import { Box, Checkbox, NativeSelect } from '@mantine/core';

import { useFormat } from '#client/i18n/use-text.ts';
import { gridName } from '#client/map/grid-name.ts';
import type { ImportMapping } from '#server/contract/point-import.ts';

import type { ConsentOffer } from './consent-offers.ts';
import { useImportText } from './import-target.ts';
import { setConsent } from './mapping-edits.ts';
import classes from './table-imports.module.css';

type ListProps = {
  offers: readonly ConsentOffer[];
  mapping: ImportMapping;
  onEdit: (mapping: ImportMapping) => void;
};

/** Readings of positions that are right only if the user says so. */
export function ConsentList({ offers, mapping, onEdit }: ListProps) {
  const text = useImportText();
  const format = useFormat();
  return (
    <fieldset className={classes.consents}>
      <legend>{text.imports.consents}</legend>
      {offers.map((offer) => (
        <Box key={offer.code} pt="sm">
          <Checkbox
            label={text.imports.consent[offer.code]({ count: format.number(offer.count, 0) })}
            description={text.imports.consentMore[offer.code]}
            checked={mapping.consents.includes(offer.code)}
            onChange={({ currentTarget: { checked } }) =>
              onEdit(setConsent(mapping, offer.code, checked))
            }
          />
          {offer.grids.length > 0 && <GridChoice offer={offer} mapping={mapping} onEdit={onEdit} />}
        </Box>
      ))}
    </fieldset>
  );
}

/** On which grid the metres lie: each choice says where it would put the first row. */
function GridChoice({
  offer,
  mapping,
  onEdit,
}: Omit<ListProps, 'offers'> & { offer: ConsentOffer }) {
  const text = useImportText();
  const format = useFormat();
  const assumed = offer.grids[0];
  return (
    <div className={classes.grid}>
      <NativeSelect
        label={text.imports.grid}
        value={mapping.grid ?? ''}
        data={[
          {
            value: '',
            label:
              assumed === undefined
                ? text.imports.gridUnknown
                : text.imports.gridAssumed({ grid: gridName(assumed.grid, text) }),
          },
          ...offer.grids.map(({ grid, at }) => ({
            value: grid,
            label: text.imports.gridAt({
              grid: gridName(grid, text),
              at: format.coordinates(at),
            }),
          })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onEdit({ ...mapping, grid: value === '' ? null : value })
        }
      />
      {offer.likely !== null && (
        <p className={classes.note}>
          {text.imports.gridLikely({
            grid: gridName(offer.likely.grid, text),
            agreeing: format.number(offer.likely.agreeing, 0),
            named: format.number(offer.likely.named, 0),
          })}
          {offer.likely.rivals.length > 0 &&
            ` ${text.imports.gridRivals({
              grids: offer.likely.rivals.map((grid) => gridName(grid, text)).join('; '),
            })}`}
        </p>
      )}
      {offer.northingFirst && <p className={classes.note}>{text.imports.northingFirst}</p>}
    </div>
  );
}
