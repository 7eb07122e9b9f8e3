import { useCan } from '#client/api/me.ts';
import { AttachmentSection } from '#client/attachments/attachment-section.tsx';
import { useText } from '#client/i18n/use-text.ts';
import { Section } from '#client/ui/page.tsx';
import type { TipDetail } from '#server/contract/tip.ts';

import { isKept } from './kept-tip.ts';

/** Photos of the place and papers, from intake on and at every later step. */
export function TipAttachments({ tip }: { tip: TipDetail }) {
  const { tips: own } = useText();
  const mayAdd = useCan('tips:work') && isKept(tip);
  if (!mayAdd && tip.attachments.length === 0) return null;
  return (
    <Section title={own.attachments}>
      <AttachmentSection
        owner={{ kind: 'tip', id: tip.id, name: `${tip.code}, ${own.kind[tip.kind]}` }}
        attachments={tip.attachments}
        mayAdd={mayAdd}
        titled={false}
      />
    </Section>
  );
}
