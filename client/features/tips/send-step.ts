import { call, once } from '#client/api/call.ts';
import { api } from '#client/api/client.ts';
import type { TipDetail, TipStep } from '#server/contract/tip.ts';

import type { StepValues } from './step-values.ts';

/** Sends one step; gives the record after it, or null where it has left the sender's sight. */
export async function sendStep(
  tip: TipDetail,
  step: TipStep,
  values: StepValues,
  key: string,
): Promise<TipDetail | null> {
  const { effectiveOn, outcome, communeId } = values;
  if (effectiveOn === null) throw new Error('a step has a day');
  const words = (text: string) => (text.trim() === '' ? null : text.trim());
  const base = {
    version: tip.version,
    effectiveOn,
    documentNumber: words(values.documentNumber),
    note: words(values.note),
  };
  const documentNumber = values.documentNumber.trim();
  const at = api.tips[':id'];
  const param = { id: String(tip.id) };
  switch (step) {
    case 'accepted':
      return call(at.accept.$post({ param, json: base }, once(key)));
    case 'verified':
      return call(at.verify.$post({ param, json: base }, once(key)));
    case 'classified': {
      const { kind, category } = values;
      return call(at.classify.$post({ param, json: { ...base, kind, category } }, once(key)));
    }
    case 'extended':
      return call(at.extend.$post({ param, json: { ...base, documentNumber } }, once(key)));
    case 'suspended':
      return call(at.suspend.$post({ param, json: { ...base, documentNumber } }, once(key)));
    case 'resumed':
      return call(at.resume.$post({ param, json: base }, once(key)));
    case 'handled':
      if (outcome === null) throw new Error('a tip is closed with an outcome');
      return call(at.handle.$post({ param, json: { ...base, outcome } }, once(key)));
    case 'forwarded': {
      const json = { ...base, documentNumber, authority: values.authority.trim() };
      return call(at.forward.$post({ param, json }, once(key)));
    }
    case 'transferred': {
      const json = { ...base, communeId: Number(communeId) };
      await call(at.transfer.$post({ param, json }, once(key)));
      return null;
    }
  }
}
