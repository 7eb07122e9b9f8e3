import type { IsoDate } from '#server/contract/time.ts';

import { slashed, type MailWords } from './rules.ts';

/**
 * The mail about watched views. A view's name is a person's own words and may tell of a place, so it is not named.
 * @param counts points that came into each view, most first; a point can have come into several
 */
export function viewMail(counts: readonly number[], on: IsoDate, link: string): MailWords {
  const date = slashed(on);
  return {
    subject: VIEW_MAIL_TEXT.subject({ views: counts.length, date }),
    text:
      [
        VIEW_MAIL_TEXT.lead({ views: counts.length, date }),
        counts.map((count) => `  ${VIEW_MAIL_TEXT.count({ count })}`).join('\n'),
        VIEW_MAIL_TEXT.open({ link }),
        VIEW_MAIL_TEXT.foot,
      ].join('\n\n') + '\n',
  };
}

/** The words of these mails. No word in them may tell more than how many. */
const VIEW_MAIL_TEXT = {
  subject: (p: { views: number; date: string }) =>
    `Địa Bàn: ${p.views} chế độ xem theo dõi có điểm mới ngày ${p.date}`,
  lead: (p: { views: number; date: string }) =>
    `Ngày ${p.date}, ${p.views} chế độ xem bạn theo dõi có điểm mới vào. Số điểm mới của từng chế độ xem:`,
  count: (p: { count: number }) => `${p.count} điểm`,
  open: (p: { link: string }) => `Xem ở mục Chế độ xem đã lưu: ${p.link}`,
  foot: 'Thư chỉ nêu con số. Tắt thư: bỏ chọn “Gửi cả qua thư” ở chế độ xem. Đổi địa chỉ nhận thư: mục Cài đặt của tôi.',
};
