import { Checkbox, Select, type CheckboxProps, type SelectProps } from '@mantine/core';

import { useText } from '#client/i18n/use-text.ts';
import { INSPECTION_KINDS, type InspectionKind } from '#server/contract/inspection.ts';

/** Kind of the inspections of a route, and that the places are not told of them: an unannounced kind says so itself. */
export function KindFields({
  values,
  kind,
  unannounced,
}: {
  values: { kind: InspectionKind; unannounced: boolean };
  kind: SelectProps;
  unannounced: CheckboxProps;
}) {
  const { routes } = useText();
  return (
    <>
      <Select
        label={routes.form.kind}
        data={INSPECTION_KINDS.map((value) => ({ value, label: routes.kinds[value] }))}
        allowDeselect={false}
        {...kind}
      />
      <Checkbox
        label={routes.unannounced}
        description={routes.unannouncedMore}
        {...unannounced}
        checked={values.unannounced || values.kind === 'unannounced'}
        disabled={values.kind === 'unannounced'}
      />
    </>
  );
}
