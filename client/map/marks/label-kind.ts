import { useLocalStorage } from '@mantine/hooks';

import { LABEL_KINDS, type LabelKind } from '#server/contract/preference.ts';

const STORAGE_KEY = 'dia-ban-map-label';

export function isLabelKind(value: string | undefined): value is LabelKind {
  return LABEL_KINDS.some((kind) => kind === value);
}

/** The reader's choice, kept on the device; every map follows it at once. */
export function useLabelKind(): [LabelKind, (kind: LabelKind) => void] {
  const [kind, choose] = useLocalStorage<LabelKind>({
    key: STORAGE_KEY,
    defaultValue: 'name',
    getInitialValueInEffect: false,
    deserialize: (value) => (isLabelKind(value) ? value : 'name'),
    serialize: (value) => value,
  });
  return [kind, choose];
}
