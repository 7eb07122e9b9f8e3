import type { FeatureDeclaration } from './declaration.ts';

/** Weekly sheets of the communes. */
export const WEEKLY_SHEET = {
  screens: {
    weeklySheets: { vi: 'Phiếu tuần', en: 'Weekly sheet' },
  },
  prints: ['weekly_sheet_print'],
  notices: {
    sheet_waits: {
      group: 'reports',
      topic: { vi: 'phiếu tuần', en: 'weekly sheets' },
      meaning: 'the weekly sheet of last week waits for the signature',
      address: ({ onDate }) => `/weekly-sheet?week=${onDate}`,
      one: {
        vi: 'Phiếu tuần đến ngày {date}: chờ ký',
        en: 'Weekly sheet to {date}: awaits the signature',
      },
      many: { vi: '{count} phiếu tuần chờ ký', en: '{count} weekly sheets wait' },
    },
  },
  problems: {
    'weekly_sheet.other_commune': {
      status: 403,
      vi: 'Phiếu tuần này của phường, xã khác. Hãy chọn địa bàn do bạn phụ trách.',
      en: 'This is the weekly sheet of another commune. Choose one in your charge.',
    },
    'weekly_sheet.week_not_begun': {
      status: 422,
      vi: 'Tuần đã chọn chưa bắt đầu[ (từ {firstOn})] nên chưa có số liệu. Hãy chọn tuần hiện tại hoặc một tuần đã qua.',
      en: 'That week has not begun[ (it starts on {firstOn})], so there are no figures. Choose this week or an earlier one.',
    },
    'weekly_sheet.figures_changed': {
      status: 409,
      vi: 'Số liệu vừa thay đổi sau khi bạn mở phiếu, chưa ký gì. Hãy xem lại số mới rồi ký.',
      en: 'The figures changed after you opened the sheet; nothing was signed. Look at the new ones, then sign.',
    },
    'weekly_sheet.signed_meanwhile': {
      status: 409,
      vi: 'Phiếu tuần này vừa có bản ký mới[ (bản {version})], bản của bạn chưa được ghi. Hãy xem bản mới rồi đính chính nếu vẫn cần.',
      en: 'A newer version of this sheet was just signed[ (version {version})]; yours was not written. Look at it, and correct it if that is still needed.',
      constraints: ['weekly_sheet_one_per_version'],
    },
    'weekly_sheet.reason_required': {
      status: 422,
      vi: 'Phiếu đã ký thì bản sau phải nêu lý do đính chính. Hãy ghi lý do rồi ký.',
      en: 'Once a sheet is signed, a later version needs the reason for it. Write it down, then sign.',
    },
    'weekly_sheet.nothing_changed': {
      status: 409,
      vi: 'Số liệu và nhận xét không khác bản đã ký nên không có gì để đính chính. Bản đã ký vẫn có hiệu lực.',
      en: 'Figures and remark are those of the signed version, so there is nothing to correct. That version stands.',
    },
  },
} as const satisfies FeatureDeclaration;
