import { ActionIcon, Button, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { CommuneNote } from '#client/forms/commune-note.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { isComplete } from '#client/map/shape.ts';
import { useEscape } from '#client/ui/use-escape.ts';
import { useText } from '#client/i18n/use-text.ts';

import { Crosshair, useCrosshair, type MapView } from './crosshair.tsx';
import classes from './draw-panel.module.css';
import { PlaceStep } from './place-step.tsx';
import type { Pen } from './use-drawing.ts';

/**
 * The frame of drawing: the place, then its words. Both at once on a desk; on a phone one after the
 * other, so that the map stays in sight while drawing.
 */
export function DrawPanel({
  title,
  pen,
  view,
  save,
  write,
  blocked,
  dirty,
  beside,
  children,
  onCancel,
}: {
  title: string;
  pen: Pen;
  view: MapView;
  /** The verb on the button. */
  save: string;
  write: Pick<Write, 'formProps' | 'pending'>;
  /** There is nothing to record. */
  blocked: boolean;
  dirty: boolean;
  /** Said of the place, under the communes that it lies in. */
  beside?: ReactNode;
  /** The words: fields, what will be recorded, refusals. */
  children: ReactNode;
  onCancel: () => void;
}) {
  const text = useText();
  const own = text.pointDraw;
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const [step, setStep] = useState<'place' | 'words'>('place');
  const [missing, setMissing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const cross = useCrosshair(view, panel, `${phone}:${step}`);
  useEffect(function focusTitle() {
    heading.current?.focus({ preventScroll: true });
  }, []);

  const leave = useCallback(() => {
    notifications.show({ message: own.cancelled });
    onCancel();
  }, [own, onCancel]);
  const ask = useCallback(() => (dirty ? setLeaving(true) : leave()), [dirty, leave]);
  useEscape(panel, ask);

  const whole = isComplete(pen.drawing);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(!whole);
    if (!whole) setStep('place');
    else if (phone && step === 'place') setStep('words');
    else write.formProps.onSubmit(event);
  };
  const shown = phone ? step : 'both';
  return (
    <>
      {shown !== 'words' && <Crosshair at={cross} />}
      <aside ref={panel} className={classes.panel} data-step={shown} aria-label={title}>
        <form className={classes.form} {...write.formProps} onSubmit={submit}>
          <div className={classes.bar}>
            <h2 ref={heading} tabIndex={-1}>
              {title}
            </h2>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={text.common.cancel}
              onClick={ask}
            >
              <IconX size={20} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </div>
          <div className={classes.body}>
            {shown !== 'words' && (
              <PlaceStep
                pen={pen}
                missing={missing}
                onCentre={() => {
                  const map = view.map.current;
                  if (map === null || cross === null) return;
                  const { lng, lat } = map.unproject([cross.x, cross.y]);
                  pen.add([lng, lat]);
                }}
              >
                <CommuneNote shape={pen.drawing} />
                {beside}
              </PlaceStep>
            )}
            {shown !== 'place' && <div className={classes.part}>{children}</div>}
          </div>
          <div className={classes.buttons}>
            {shown === 'words' ? (
              <Button variant="default" onClick={() => setStep('place')}>
                {own.backToPlace}
              </Button>
            ) : (
              <Button variant="default" onClick={ask}>
                {text.common.cancel}
              </Button>
            )}
            <Button type="submit" loading={write.pending} disabled={shown !== 'place' && blocked}>
              {shown === 'place' ? own.next : save}
            </Button>
          </div>
        </form>
      </aside>
      <Modal
        opened={leaving}
        centered
        title={own.leaveTitle}
        onClose={() => setLeaving(false)}
        closeButtonProps={{ 'aria-label': text.common.close }}
      >
        <p>{own.leaveMore}</p>
        <div className={classes.leave}>
          <Button variant="default" onClick={() => setLeaving(false)} data-autofocus>
            {own.stay}
          </Button>
          <Button color="red" onClick={leave}>
            {own.leave}
          </Button>
        </div>
      </Modal>
    </>
  );
}
