import { sendAttachment, type NewPhoto } from '#client/attachments/send-attachment.ts';

export const MOST_INTAKE_PHOTOS = 6;

/** Attachments of a tip: photos of the place, and one document under its number. */
export type IntakeAttachments = {
  photos: readonly NewPhoto[];
  paper: NewPhoto | null;
  documentNumber: string;
};

export const NO_ATTACHMENTS: IntakeAttachments = { photos: [], paper: null, documentNumber: '' };

export function lacksNumber({ paper, documentNumber }: IntakeAttachments): boolean {
  return paper !== null && documentNumber.trim() === '';
}

/** Sends them one by one to a tip that was taken in; gives how many did not arrive. */
export async function sendIntakeAttachments(
  tipId: number,
  { photos, paper, documentNumber }: IntakeAttachments,
): Promise<number> {
  const owner = { kind: 'tip', id: tipId } as const;
  const sent = [
    ...photos.map((photo) => ({ ...photo, owner, purpose: 'tip' as const })),
    ...(paper === null
      ? []
      : [{ ...paper, owner, purpose: 'tip' as const, documentNumber: documentNumber.trim() }]),
  ];
  let failed = 0;
  for (const one of sent) {
    await sendAttachment(one).catch(() => {
      failed += 1;
    });
  }
  return failed;
}
