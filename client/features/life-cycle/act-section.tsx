import { Box, Button, Flex } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Fragment, useId } from 'react';

import { useMe } from '#client/api/me.ts';
import { pointLane } from '#client/register/outbox-point.ts';
import { communeName, communeList } from '#client/i18n/commune-name.ts';
import { today } from '#client/i18n/today.ts';
import { useFormat, useText, type Text } from '#client/i18n/use-text.ts';
import { useUnsent } from '#client/offline/outbox/outbox-context.ts';
import { UnsentLine } from '#client/offline/unsent-line.tsx';
import { Disclosure } from '#client/ui/disclosure.tsx';
import type { Handover } from '#server/contract/handover.ts';
import type { Act } from '#server/contract/life-cycle.ts';
import type { PointDetail, PointEvent } from '#server/contract/point.ts';
import shared from '#client/ui/shared.module.css';
import type { IsoDate } from '#server/contract/time.ts';

import { useWhyNot } from './use-why-not.ts';
import { actChoices, type ActChoice, type ActChoices } from './act-choices.ts';
import classes from './act-section.module.css';

const ACTS_OF: Readonly<Record<NextStep['kind'], readonly Act[]>> = {
  judge: ['recognise'],
  eliminate: ['eliminate'],
  verify: ['check'],
  answer_refusal: ['respond_refusal'],
  hand_over: ['propose_handover'],
  communes: ['confirm_handover'],
  check: ['check'],
};

/** The open dialog, and what it is about. */
export type OpenAct =
  | { form: 'act'; act: Act; handover: Handover | null }
  | { form: 'event'; event: PointEvent }
  | { form: 'annul'; event: PointEvent }
  /** The undoing of all acts that one press has recorded. */
  | { form: 'batch'; batchId: string };

type Opening = {
  onAct: (open: OpenAct) => void;
  /** Opens the drawing of the place. */
  onDraw: () => void;
};

/** The next step, acts that the reader may do, and behind two lines those not possible yet and those of others. */
export function ActSection({ point, ...opening }: { point: PointDetail } & Opening) {
  const text = useText();
  const { role } = useMe();
  const choices = actChoices(point, role);
  const unsent = useUnsent().filter(({ lane }) => lane === pointLane(point.id));
  const expected = expectedActs(point);
  const isExpected = ({ act }: ActChoice) => expected.includes(act);
  const steps = choices.now
    .filter(({ act }) => isStep(act))
    .toSorted((a, b) => Number(isExpected(b)) - Number(isExpected(a)));
  const mends = choices.now.filter(({ act }) => !isStep(act));
  const several = steps.filter(({ handover }) => handover !== null).length > 2;
  return (
    <section className={classes.section} aria-label={text.pointActs.title}>
      <NextStepLine point={point} />
      <h3 className="visually-hidden">{text.pointActs.title}</h3>
      {unsent.map((entry) => (
        <UnsentLine key={entry.id} entry={entry} />
      ))}
      {choices.now.length === 0 && <p className={shared.aside}>{text.pointActs.nothing}</p>}
      {steps.length > 0 && (
        <Flex className={classes.steps} gap="xs" wrap="wrap">
          {steps.map((choice, place) => (
            <Button
              key={`${choice.act}:${choice.handover?.id ?? 0}`}
              variant={place === 0 && isExpected(choice) ? 'filled' : 'default'}
              px={14}
              onClick={() => opening.onAct({ form: 'act', ...choice })}
            >
              {choiceName(choice, several, text)}
            </Button>
          ))}
        </Flex>
      )}
      <Mends acts={mends.map(({ act }) => act)} {...opening} />
      {choices.later.length > 0 && <Later choices={choices} />}
      <Others choices={choices} />
    </section>
  );
}

/** Acts that mend the book, smaller than the steps; a correction also by drawing. */
function Mends({ acts, onAct, onDraw }: { acts: readonly Act[] } & Opening) {
  const text = useText();
  return (
    <Flex gap={4} wrap="wrap" ml={-8}>
      {acts.map((act) => (
        <Fragment key={act}>
          <Button
            variant="subtle"
            c="var(--db-accent)"
            size="compact-sm"
            onClick={() => onAct({ form: 'act', act, handover: null })}
          >
            {act === 'correct' ? text.pointActs.correctPlace : text.register.act[act]}
          </Button>
          {act === 'correct' && (
            <Button variant="subtle" c="var(--db-accent)" size="compact-sm" onClick={onDraw}>
              {text.pointActs.correctShape}
            </Button>
          )}
        </Fragment>
      ))}
    </Flex>
  );
}

/** Corrections and merges mend the book; everything else moves the point on. */
function isStep(act: Act): boolean {
  return act !== 'correct' && act !== 'merge' && act !== 'undo_merge';
}

function choiceName({ act, handover }: ActChoice, several: boolean, text: Text): string {
  const word = text.register.act[act];
  if (!several || handover === null) return word;
  return text.pointActs.forCommune({ act: word, commune: communeName(handover.commune, text) });
}

function Later({ choices }: { choices: ActChoices }) {
  const text = useText();
  const format = useFormat();
  const whyNot = useWhyNot();
  const id = useId();
  const count = format.number(choices.later.length, 0);
  return (
    <Disclosure words={text.pointActs.notNow({ count })} forced={false}>
      <Flex component="ul" className={classes.later} direction="column" gap={2}>
        {choices.later.map(({ act, why }) => (
          <li key={act}>
            {/* Not `disabled`: the keyboard must reach it, so that its reason is read. */}
            <button
              type="button"
              className={classes.locked}
              aria-disabled="true"
              aria-describedby={`${id}-${act}`}
            >
              <IconLock size={14} stroke={1.6} aria-hidden="true" />
              {text.register.act[act]}
            </button>
            <span id={`${id}-${act}`} className={shared.note}>
              {whyNot(why)}
            </span>
          </li>
        ))}
      </Flex>
    </Disclosure>
  );
}

function Others({ choices }: { choices: ActChoices }) {
  const text = useText();
  if (choices.others.length === 0) return null;
  return (
    <Disclosure words={text.pointActs.others} forced={false}>
      <Flex component="ul" className={classes.later} direction="column" gap={2}>
        {choices.others.map(({ act, roles }) => (
          <li key={act}>
            <Box component="span" fz="sm">
              {text.register.act[act]}
            </Box>
            <span className={shared.note}>
              {text.pointActs.doneBy({
                roles: roles.map((role) => text.register.role[role]).join(text.pointActs.or),
              })}
            </span>
          </li>
        ))}
      </Flex>
    </Disclosure>
  );
}

/** The step that the place waits for, in words; nothing where it waits for none. */
function NextStepLine({ point }: { point: PointDetail }) {
  const text = useText();
  const format = useFormat();
  const own = text.pointActs;
  const step = nextStep(point);
  if (step === null) return null;
  const late = step.kind === 'check' && step.on < today();
  const words = () => {
    if (step.kind === 'communes') {
      const communes = step.waiting.map(({ commune }) => commune);
      return own.nextCommunes({ communes: communeList(communes, text) });
    }
    if (step.kind !== 'check') return own.nextStep[step.kind];
    const ago = format.relativeDays(step.on, today());
    return own.nextCheck({ date: format.date(step.on), ago });
  };
  return (
    <Box component="p" className={classes.next} fz="md" c="var(--db-text)">
      {own.next}: <strong className={late ? classes.late : undefined}>{words()}</strong>
    </Box>
  );
}

/** The step that a place waits for. */
type NextStep =
  | { kind: 'judge' | 'eliminate' | 'verify' | 'answer_refusal' | 'hand_over' }
  | { kind: 'communes'; waiting: readonly Handover[] }
  | { kind: 'check'; on: IsoDate };

/** The step that a place waits for now, whoever does it; null where it waits for nothing. */
export function nextStep(point: PointDetail): NextStep | null {
  if (point.mergedInto !== null || point.removed) return null;
  if (point.status === 'proposed') return { kind: 'judge' };
  if (point.status === 'active' || point.status === 'recurring') return { kind: 'eliminate' };
  if (point.flags.includes('suspected')) return { kind: 'verify' };
  if (point.status === 'eliminated') {
    const current = point.handovers.filter(({ cycle }) => cycle === point.cycle);
    if (
      current.some(({ state }) => state === 'refused') &&
      point.flags.includes('handover_refused')
    )
      return { kind: 'answer_refusal' };
    const waiting = current.filter(({ state }) => state === 'pending');
    return waiting.length > 0 ? { kind: 'communes', waiting } : { kind: 'hand_over' };
  }
  return point.nextCheckOn === null ? null : { kind: 'check', on: point.nextCheckOn };
}

/** The acts that bring the place on from here; a withdrawal is never among them. */
export function expectedActs(point: PointDetail): readonly Act[] {
  const step = nextStep(point);
  return step === null ? [] : ACTS_OF[step.kind];
}
