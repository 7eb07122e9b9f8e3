import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useCallback, useRef, useState, type FormEvent, type ReactNode } from 'react';

import { CommuneNote } from '#client/forms/commune-note.tsx';
import { Form } from '#client/forms/form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import type { Write } from '#client/forms/use-write.ts';
import { isComplete } from '#client/map/shape.ts';
import { useEscape } from '#client/ui/use-escape.ts';
import { useText } from '#client/i18n/use-text.ts';
import { Modal } from '#client/ui/modal.tsx';

import { Crosshair, useCrosshair, type MapView } from './crosshair.tsx';
import classes from './draw-panel.module.css';
import { PanelHead } from './panel-head.tsx';
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
  /** Says why there is nothing to record; null where there is. */
  blocked: string | null;
  dirty: boolean;
  /** Said of the place, under the communes that it lies in. */
  beside?: ReactNode;
  /** The words: fields, what will be recorded, refusals. */
  children: ReactNode;
  onCancel: () => void;
}) {
  const { pointDraw: own, common } = useText();
  const steps = useSteps(pen, write);
  const { shown } = steps;
  const leaving = useLeaving(dirty, onCancel);
  const panel = useRef<HTMLElement>(null);
  const cross = useCrosshair(view, panel, `${steps.phone}:${steps.step}`);
  useEscape(panel, leaving.ask);
  return (
    <>
      {shown !== 'words' && <Crosshair at={cross} />}
      <aside ref={panel} className={classes.panel} data-step={shown} aria-label={title}>
        <Form className={classes.form} {...write.formProps} onSubmit={steps.submit}>
          <PanelHead title={title} wayOut={common.cancel} onClose={leaving.ask} />
          <div className={classes.body}>
            {shown !== 'words' && (
              <PlacePart pen={pen} view={view} cross={cross} missing={steps.missing}>
                {beside}
              </PlacePart>
            )}
            {shown !== 'place' && <div className={classes.part}>{children}</div>}
          </div>
          <div className={classes.buttons}>
            <BackOrCancel steps={steps} onCancel={leaving.ask} />
            <SubmitButton why={shown === 'place' ? null : blocked} loading={write.pending}>
              {shown === 'place' ? own.next : save}
            </SubmitButton>
          </div>
        </Form>
      </aside>
      <LeaveQuestion opened={leaving.asked} onStay={leaving.stay} onLeave={leaving.leave} />
    </>
  );
}

/** The step of the drawing on a phone. Without a place on the map it goes back there, and nothing is sent. */
function useSteps(pen: Pen, write: Pick<Write, 'formProps'>) {
  const phone = useMediaQuery('(max-width: 47.99em)', undefined, {
    getInitialValueInEffect: false,
  });
  const [step, setStep] = useState<'place' | 'words'>('place');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const whole = isComplete(pen.drawing);
    setMissing(!whole);
    if (!whole) setStep('place');
    else if (phone && step === 'place') setStep('words');
    else write.formProps.onSubmit(event);
  };
  const shown = phone ? step : 'both';
  return { phone, step, shown, missing, submit, back: () => setStep('place') } as const;
}

/** Drawing of the place, and in what communes it lies; the button puts a vertex under the crosshair. */
function PlacePart({
  pen,
  view,
  cross,
  missing,
  children,
}: {
  pen: Pen;
  view: MapView;
  cross: ReturnType<typeof useCrosshair>;
  missing: boolean;
  children: ReactNode;
}) {
  const addCentre = () => {
    const map = view.map.current;
    if (map === null || cross === null) return;
    const { lng, lat } = map.unproject([cross.x, cross.y]);
    pen.add([lng, lat]);
  };
  return (
    <PlaceStep pen={pen} missing={missing} onCentre={addCentre}>
      <CommuneNote shape={pen.drawing} />
      {children}
    </PlaceStep>
  );
}

/** From the words back to the place; elsewhere out of the drawing. */
function BackOrCancel({
  steps,
  onCancel,
}: {
  steps: ReturnType<typeof useSteps>;
  onCancel: () => void;
}) {
  const { common, pointDraw: own } = useText();
  const words = steps.shown === 'words';
  return (
    <Button variant="default" onClick={words ? steps.back : onCancel}>
      {words ? own.backToPlace : common.cancel}
    </Button>
  );
}

/** Leaving the drawing: at once, or after a question where something would be lost. */
function useLeaving(dirty: boolean, onCancel: () => void) {
  const { pointDraw: own } = useText();
  const [asked, setAsked] = useState(false);
  const leave = useCallback(() => {
    notifications.show({ message: own.cancelled });
    onCancel();
  }, [own, onCancel]);
  const ask = useCallback(() => (dirty ? setAsked(true) : leave()), [dirty, leave]);
  return { asked, ask, leave, stay: () => setAsked(false) };
}

function LeaveQuestion({
  opened,
  onStay,
  onLeave,
}: {
  opened: boolean;
  onStay: () => void;
  onLeave: () => void;
}) {
  const { common, pointDraw: own } = useText();
  return (
    <Modal
      opened={opened}
      centered
      title={own.leaveTitle}
      onClose={onStay}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <p>{own.leaveMore}</p>
      <div className={classes.leave}>
        <Button variant="default" onClick={onStay} data-autofocus>
          {own.stay}
        </Button>
        <Button color="red" onClick={onLeave}>
          {own.leave}
        </Button>
      </div>
    </Modal>
  );
}
