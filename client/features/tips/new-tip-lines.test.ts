import { describe, expect, it } from 'vitest';

import { makeFormat } from '#client/i18n/format.ts';
import { vi } from '#client/i18n/vi.ts';
import { RULES } from '#tests/support/clock-facts.ts';

import { lacksNumber, NO_ATTACHMENTS } from './intake-attachments.ts';
import { emptyTip, newTipLines, type NewTip } from './new-tip.ts';

const SPOT: [number, number] = [105.85, 21.03];
const place = (error: 'exact' | 'address', addressMetres: number | null): NewTip['place'] => ({
  kind: 'position',
  position: SPOT,
  error,
  addressMetres,
});
function said(more: Partial<NewTip>, given: { commune?: string; category?: string } = {}) {
  const lines = newTipLines(
    { ...emptyTip('2026-03-02'), ...more },
    {
      commune: given.commune ?? null,
      category: given.category ?? null,
      clocks: { rules: RULES, daysOff: [] },
      text: vi,
      format: makeFormat('vi', vi.common),
    },
  );
  return Object.fromEntries(lines.map(({ label, value }) => [label, value]));
}

describe('what a new tip will write', () => {
  const { tips: own, tipIntake: intake } = vi;

  it('names each number by itself, and leaves out what is blank', () => {
    const lines = said({ policeNumber: 'CA-1', channelNumber: 'HL-2' });
    expect(lines).toMatchObject({
      [own.factPoliceNumber]: 'CA-1',
      [own.factChannelNumber]: 'HL-2',
      [own.factReceived]: '02/03/2026',
    });
    expect(said({ policeNumber: '  ' })).not.toHaveProperty(own.factPoliceNumber);
    expect(lines).not.toHaveProperty(intake.occurredOn);
  });

  it('says where it was: nowhere yet, in a commune, or within the error of an address', () => {
    expect(said({})[intake.place]).toBe(own.notChosen);
    const inCommune = { place: { kind: 'commune', communeId: 7 } } as const;
    expect(said(inCommune, { commune: 'Ba Vì' })[intake.place]).toContain('Ba Vì');
    expect(said(inCommune)[intake.place]).toContain('…');
    expect(said({ place: place('address', 340) })[intake.place]).toContain('340');
    expect(said({ place: place('exact', null) })[intake.place]).toContain(
      intake.errors.exact.toLowerCase(),
    );
  });

  it('says its due day, that it comes later, and nothing without a day of receipt', () => {
    // Ten working days after Monday, 2 March.
    expect(said({})[intake.lineDue]).toBe('16/03/2026');
    expect(said({ kind: 'denunciation' })[intake.lineDue]).toBe(intake.lineDueLater);
    expect(said({ receivedOn: null })).not.toHaveProperty(intake.lineDue);
  });
});

describe('a paper of a tip', () => {
  it('needs a number that is not blank', () => {
    const paper = { name: 'a.pdf' } as unknown as NonNullable<typeof NO_ATTACHMENTS.paper>;
    expect(lacksNumber(NO_ATTACHMENTS)).toBe(false);
    expect(lacksNumber({ ...NO_ATTACHMENTS, paper })).toBe(true);
    expect(lacksNumber({ ...NO_ATTACHMENTS, paper, documentNumber: ' ' })).toBe(true);
    expect(lacksNumber({ ...NO_ATTACHMENTS, paper, documentNumber: '1/BC' })).toBe(false);
  });
});
