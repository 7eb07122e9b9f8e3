import type { FeatureDeclaration, NoticeTarget } from './declaration.ts';

function ofProposal({ targetId }: NoticeTarget): string {
  return `/proposals?id=${targetId}`;
}

/** Acts that one person proposes and another one confirms. */
export const PROPOSAL = {
  screens: { proposals: { vi: 'Chờ người thứ hai', en: 'For a second person' } },
  notices: {
    proposal_waits: {
      group: 'reports',
      topic: { vi: 'Đề nghị chờ xác nhận', en: 'Proposals' },
      urgent: true,
      meaning: 'somebody proposed something that the reader may confirm',
      address: ofProposal,
      one: { vi: 'Có đề nghị chờ bạn xác nhận', en: 'A proposal waits for you' },
      many: { vi: '{count} đề nghị chờ bạn xác nhận', en: '{count} proposals wait for you' },
    },
    proposal_on_own: {
      group: 'answers',
      topic: { vi: 'Việc bạn đã quyết định', en: 'Own decisions' },
      meaning: 'somebody proposed to undo what the reader decided or who the reader is',
      address: ofProposal,
      one: {
        vi: 'Có người đề nghị thay đổi việc bạn đã quyết định',
        en: 'Somebody proposed to change what you decided',
      },
      many: {
        vi: '{count} đề nghị thay đổi việc bạn đã quyết định',
        en: '{count} proposals to change what you decided',
      },
    },
    proposal_decided: {
      group: 'answers',
      topic: { vi: 'Đề nghị đã quyết định', en: 'Decided proposals' },
      meaning: 'a proposal by or about the reader was confirmed, refused, withdrawn or ran out',
      address: ofProposal,
      one: { vi: 'Một đề nghị đã có kết quả', en: 'A proposal was decided' },
      many: { vi: '{count} đề nghị đã có kết quả', en: '{count} proposals were decided' },
    },
  },
} as const satisfies FeatureDeclaration;
