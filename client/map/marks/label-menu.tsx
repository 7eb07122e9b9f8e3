import { Menu } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';

import { useText } from '#client/i18n/use-text.ts';
import { MapButton } from '#client/map/map-controls.tsx';

import { LABEL_KINDS, type LabelKind } from '#server/contract/preference.ts';

import { isLabelKind, useLabelKind } from './label-kind.ts';

/** Choice of what stands under a point: its name, its code, a date or nothing. `onChoose` tells where else it is kept. */
export function LabelMenu({ onChoose }: { onChoose: (kind: LabelKind) => void }) {
  const text = useText();
  const [kind, choose] = useLabelKind();
  return (
    <Menu position="left-start" width={240}>
      <Menu.Target>
        <MapButton label={text.map.labels}>
          <IconTag size={18} stroke={1.6} aria-hidden="true" />
        </MapButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={kind}
          onChange={(value) => {
            if (!isLabelKind(value)) return;
            choose(value);
            onChoose(value);
          }}
        >
          <Menu.Label>{text.map.labels}</Menu.Label>
          {LABEL_KINDS.map((each) => (
            <Menu.RadioItem key={each} value={each}>
              {text.map.labelKinds[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
