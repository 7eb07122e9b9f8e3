import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useMe } from '#client/api/me.ts';
import { useFormat, useText } from '#client/i18n/use-text.ts';
import {
  askToLast,
  installation,
  readReadiness,
  type Readiness,
} from '#client/offline/readiness.ts';
import { readGroundNote, type GroundNote } from '#client/offline/worker/kept-ground.ts';
import { STREET_ROLES } from '#server/contract/street-roles.ts';

import shared from '#client/ui/shared.module.css';
import classes from './outbox.module.css';

/** The keeping goes on while the page is open: its state is read again. */
const LOOK_AGAIN = 5_000;

/** Says whether this device can do a day's work without a network, how large and how old that is, and how long it stays. */
export function DevicePart() {
  const { outbox: own } = useText();
  const { account, role } = useMe();
  const [state, setState] = useState<Readiness | null>(null);
  const read = () => void readReadiness(account.id).then(setState, () => setState(null));
  useEffect(
    function followReadiness() {
      const look = () => void readReadiness(account.id).then(setState, () => setState(null));
      look();
      const timer = setInterval(look, LOOK_AGAIN);
      return () => clearInterval(timer);
    },
    [account.id],
  );
  if (state === null || !STREET_ROLES.includes(role)) return null;
  return (
    <section className={classes.device} aria-label={own.device}>
      <h2 className={shared.wrap}>{own.device}</h2>
      <ReadyLine state={state} />
      <KeptGround />
      <LastingLine lasting={state.lasting} onAsked={read} />
    </section>
  );
}

function ReadyLine({ state: { readyAt, bytes } }: { state: Readiness }) {
  const { outbox: own } = useText();
  const format = useFormat();
  if (readyAt === null) return <Text size="sm">{own.notReady}</Text>;
  const size = bytes === null ? null : format.bytes(bytes);
  const moment = format.recent(readyAt);
  return (
    <Text size="sm" fw={600}>
      {size === null ? own.readyAt({ moment }) : own.ready({ size, moment })}
    </Text>
  );
}

/** The browser's answer to the question of lasting storage, and what helps where it is no. */
function LastingLine({ lasting, onAsked }: { lasting: boolean | null; onAsked: () => void }) {
  const { outbox: own } = useText();
  const [refused, setRefused] = useState(false);
  if (lasting === true) return <Text size="sm">{own.lasting}</Text>;
  const ask = async () => {
    setRefused(!(await askToLast()));
    onAsked();
  };
  const install = installation();
  return (
    <>
      <Text size="sm">{own.notLasting}</Text>
      <Text size="sm">{'standalone' in navigator ? own.installOnApple : own.installWhy}</Text>
      {refused && <output className={classes.said}>{own.lastingRefused}</output>}
      <Group gap={8}>
        {lasting === false && (
          <Button variant="default" mih={44} onClick={() => void ask()}>
            {own.askToLast}
          </Button>
        )}
        {install !== null && (
          <Button variant="default" mih={44} onClick={() => void install()}>
            {own.install}
          </Button>
        )}
      </Group>
    </>
  );
}

/** Says how large the street map on this device is and since when it is there; nothing for roles that keep none. */
function KeptGround() {
  const { outbox: own } = useText();
  const format = useFormat();
  const { role } = useMe();
  const [note, setNote] = useState<GroundNote | null>(null);
  useEffect(function lookForGround() {
    // Absent where the page was served neither over TLS nor from loopback.
    if (!('caches' in window)) return;
    readGroundNote().then(setNote, () => setNote(null));
  }, []);
  if (!STREET_ROLES.includes(role)) return null;
  return (
    <Text size="sm">
      {note === null
        ? own.groundNone
        : own.ground({ size: format.bytes(note.bytes), moment: format.recent(note.keptAt) })}
    </Text>
  );
}
