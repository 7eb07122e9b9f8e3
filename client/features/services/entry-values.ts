import type { Text } from '#client/i18n/use-text.ts';
import { AddSupportServiceBody, type AddSupportService } from '#server/contract/support-service.ts';
import type { SupportService } from '#server/contract/support-service.ts';
import type { IsoDate } from '#server/contract/time.ts';

/** What the form of an entry holds, as it was typed. */
export type EntryValues = {
  kind: string | null;
  name: string;
  offers: string;
  area: string;
  address: string;
  telephone: string;
  website: string;
  hours: string;
  source: string;
  confirmedOn: string | null;
};

export function valuesOf(service: SupportService | null, today: IsoDate): EntryValues {
  return {
    kind: service?.kind ?? null,
    name: service?.name ?? '',
    offers: service?.offers ?? '',
    area: service?.area ?? '',
    address: service?.address ?? '',
    telephone: service?.telephone ?? '',
    website: service?.website ?? '',
    hours: service?.hours ?? '',
    source: service?.source ?? '',
    confirmedOn: service?.confirmedOn ?? today,
  };
}

/** The entry as the server takes it, or what is wrong with each field. */
export function readEntry(
  values: EntryValues,
  { services: text }: Pick<Text, 'services'>,
): { entry: AddSupportService } | { errors: Partial<Record<keyof EntryValues, string>> } {
  const given = (typed: string) => (typed.trim() === '' ? null : typed);
  const read = AddSupportServiceBody.safeParse({
    ...values,
    address: given(values.address),
    telephone: given(values.telephone),
    website: given(values.website),
    hours: given(values.hours),
  });
  // Whoever writes an entry has made sure of it.
  if (read.success && values.confirmedOn !== null) return { entry: read.data };
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0]) ?? ['confirmedOn']);
  return {
    errors: Object.fromEntries(Object.entries(text.wrong).filter(([field]) => wrong.has(field))),
  };
}
