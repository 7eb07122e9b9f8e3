import { Button, Group } from '@mantine/core';

import { DialogFrame } from '#client/forms/dialog-frame.tsx';
import { useText } from '#client/i18n/use-text.ts';
import {
  keysOf,
  SHORTCUT_GROUPS,
  SHORTCUTS,
  USUAL_GROUPS,
  USUAL_KEYS,
} from '#client/ui/shortcuts.ts';

import shared from '#client/ui/shared.module.css';
import classes from './shortcuts-dialog.module.css';

const GROUPS = Object.keys(SHORTCUT_GROUPS) as (keyof typeof SHORTCUT_GROUPS)[];
const USUAL = Object.keys(USUAL_GROUPS) as (keyof typeof USUAL_GROUPS)[];
const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Lists every key that does something, by where it works; leads to the hints of the first visit, where there are any. */
export function ShortcutsDialog({
  onHints,
  onClose,
}: {
  onHints: (() => void) | null;
  onClose: () => void;
}) {
  const { shortcuts: own, hints } = useText();
  const mac = isMac();
  return (
    <DialogFrame title={own.title} size={480} onClose={onClose}>
      <p className={shared.muted}>{own.lead}</p>
      {GROUPS.map((group) => (
        <section key={group} className={classes.group}>
          <h3>{own.group[group]}</h3>
          <dl>
            {SHORTCUT_GROUPS[group].map((name) => (
              <Keys key={name} act={own.act[name]} ways={[keysOf(SHORTCUTS[name], mac)]} />
            ))}
          </dl>
        </section>
      ))}
      {USUAL.map((group) => (
        <section key={group} className={classes.group}>
          <h3>{own.within({ part: own.usualGroup[group] })}</h3>
          <dl>
            {USUAL_GROUPS[group].map((name) => (
              <Keys
                key={name}
                act={own.usual[name]}
                ways={USUAL_KEYS[name].map((key) => keysOf(key, mac))}
              />
            ))}
          </dl>
        </section>
      ))}
      {onHints !== null && (
        <Button variant="default" mih={44} mt={16} onClick={onHints}>
          {hints.again}
        </Button>
      )}
    </DialogFrame>
  );
}

/** One line: what it does, and the keys; each of the ways is pressed together. */
function Keys({ act, ways }: { act: string; ways: readonly (readonly string[])[] }) {
  const { shortcuts: own } = useText();
  return (
    <Group
      className={`${classes.line} ${shared.ruledBelow}`}
      gap="md"
      justify="space-between"
      wrap="nowrap"
      py={6}
    >
      <dt>{act}</dt>
      <dd>
        {ways.map((keys, at) => (
          <span key={keys.join(' ')}>
            {at > 0 && ` ${own.or} `}
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        ))}
      </dd>
    </Group>
  );
}
