import { useQuery } from '@tanstack/react-query';

import { communesQuery } from '#client/api/communes.ts';
import { CommuneField } from '#client/forms/commune-field.tsx';
import type { NamedRow } from '#client/forms/entered-values.ts';
import type { Write } from '#client/forms/use-write.ts';
import { communeName } from '#client/i18n/commune-name.ts';
import { useText } from '#client/i18n/use-text.ts';

/** The commune that a refusal or its answer names, if the writer knows it; the value keeps its name for the preview. */
export function NamedCommune({
  label,
  description,
  chosen,
  without,
  ...field
}: {
  label: string;
  description: string;
  chosen: NamedRow | null;
  /** The id of the commune that it cannot be. */
  without?: number;
} & ReturnType<Write['field']>) {
  const text = useText();
  const communes = useQuery(communesQuery).data?.items ?? [];
  return (
    <CommuneField
      label={label}
      description={description}
      clearable
      {...field}
      {...(without === undefined ? {} : { without })}
      value={chosen === null ? null : String(chosen.id)}
      onChange={(value) => {
        const commune = communes.find(({ id }) => String(id) === value);
        const named = commune && { id: commune.id, label: communeName(commune, text) };
        field.onChange(named ?? null);
      }}
    />
  );
}
