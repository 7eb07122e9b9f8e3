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
  problems: {
    'proposal.needed': {
      status: 409,
      vi: 'Việc này cần hai người: bạn đề nghị, một người khác có quyền xác nhận. Chưa có gì được ghi. Hãy gửi đề nghị kèm văn bản.',
      en: 'This takes two persons: you propose it, and another person with the right to do so confirms it. Nothing was recorded. Send a proposal with its paper.',
    },
    'proposal.not_needed': {
      status: 409,
      vi: 'Việc này bạn tự làm được, không cần người thứ hai xác nhận. Hãy ghi trực tiếp.',
      en: 'You may do this yourself, without a second person. Record it directly.',
    },
    'proposal.not_found': {
      status: 404,
      vi: 'Không tìm thấy đề nghị này trong phạm vi bạn được xem. Hãy tải lại danh sách.',
      en: 'There is no such proposal within what you may see. Reload the list.',
    },
    'proposal.waits_already': {
      status: 409,
      vi: 'Đã có một đề nghị cùng việc này đang chờ xác nhận. Hãy mở danh sách đề nghị để xem.',
      en: 'The same is proposed already and waits for its confirmation. Open the list of proposals to see it.',
      constraints: ['proposal_waits_once'],
    },
    'proposal.paper_required': {
      status: 400,
      vi: 'Cần văn bản kèm theo: hãy chụp hoặc chọn tệp văn bản và ghi số văn bản, rồi gửi lại.',
      en: 'The paper is missing: photograph or choose the file of the paper, give its number, and send again.',
    },
    'proposal.paper_unfit': {
      status: 400,
      vi: 'Văn bản kèm theo không dùng được: phải do chính bạn gửi, có số văn bản và chưa bị gỡ. Hãy gửi lại tệp.',
      en: 'The paper cannot be used: it must be your own, with its number, and not withdrawn. Send the file again.',
    },
    'proposal.own': {
      status: 403,
      vi: 'Đây là đề nghị của chính bạn, nên bạn không được xác nhận. Hãy chờ người khác, hoặc rút đề nghị.',
      en: 'This is your own proposal, so you may not decide on it. Wait for somebody else, or withdraw it.',
      constraints: ['proposal_decider_is_not_asker'],
    },
    'proposal.own_case': {
      status: 403,
      vi: 'Đề nghị này về chính bạn, hoặc về việc do bạn nêu ra, nên bạn không được quyết định. Hãy để người khác quyết định.',
      en: 'This is about yourself, or about something that you raised, so you may not decide on it. Leave it to somebody else.',
    },
    'proposal.not_yours': {
      status: 403,
      vi: 'Vai trò hiện nay của bạn không được quyết định đề nghị này. Chưa có gì được ghi.',
      en: 'Your present role may not decide on this proposal. Nothing was recorded.',
    },
    'proposal.role_from_asker': {
      status: 403,
      vi: 'Một trong hai người vừa được người kia cấp vai trò chưa quá {days} ngày, nên chưa thể xác nhận cho nhau. Hãy để một quản trị viên khác xác nhận.',
      en: 'One of the two got their role from the other less than {days} days ago, so they cannot confirm for each other yet. Let another administrator confirm.',
    },
    'proposal.asker_gone': {
      status: 409,
      vi: 'Người đề nghị không còn giữ vai trò khi đề nghị, nên không thực hiện được. Chưa có gì được ghi. Ai còn thẩm quyền hãy đề nghị lại.',
      en: 'Whoever asked no longer has the role in which they asked, so it cannot be carried out. Nothing was recorded. Somebody entitled may ask again.',
    },
    'proposal.withdrawn': {
      status: 409,
      vi: 'Người đề nghị đã rút đề nghị này. Chưa có gì được ghi.',
      en: 'Whoever asked has withdrawn this proposal. Nothing was recorded.',
    },
    'proposal.decided_already': {
      status: 409,
      vi: 'Đề nghị này đã được quyết định rồi. Lần bấm này không ghi thêm gì. Hãy tải lại để xem kết quả.',
      en: 'This proposal has been decided already. Nothing more was recorded. Reload to see the outcome.',
      constraints: ['proposal_is_decided_once'],
    },
    'proposal.expired': {
      status: 409,
      vi: 'Đề nghị này đã quá hạn chờ xác nhận. Chưa có gì được ghi. Nếu còn cần, hãy đề nghị lại.',
      en: 'The time to confirm this proposal is over. Nothing was recorded. Propose it again if it is still needed.',
    },
  },
} as const satisfies FeatureDeclaration;
