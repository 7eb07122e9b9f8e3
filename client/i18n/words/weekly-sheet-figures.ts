import { both, type Both } from '#client/i18n/both.ts';
import type { WeeklyFigure } from '#server/contract/weekly-sheet.ts';

/** Names of the figures of a week. */
export const figure: Record<WeeklyFigure, Both> = {
  points_active: both('Đang hoạt động', 'Active'),
  points_eliminated: both('Đã triệt xóa', 'Eliminated'),
  points_handed_over: both('Đã bàn giao', 'Handed over'),
  points_recurring: both('Tái hoạt động', 'Recurring'),
  recurrences_confirmed: both('Tái hoạt động được xác nhận', 'Recurrences confirmed'),
  recurrences_replied: both('Trong đó đã giải trình', 'Of these with a reply'),
  recurrences_unanswered: both('Còn chờ giải trình', 'Still without a reply'),
  handovers_asked: both('Được đề nghị bàn giao', 'Hand-overs asked for'),
  handovers_confirmed: both('Đã xác nhận tiếp nhận', 'Confirmed'),
  handovers_refused: both('Đã từ chối tiếp nhận', 'Refused'),
  handovers_pending: both('Chờ trả lời', 'Awaiting an answer'),
  handovers_overdue: both('Quá hạn trả lời', 'Answer overdue'),
  handovers_awaiting_paper: both('Chờ xác nhận giấy tờ', 'Waiting for a look at the paper'),
  checks_done: both('Đã kiểm tra', 'Checks done'),
  checks_seen: both('Trong đó có kiểm chứng', 'Of these seen'),
  checks_stated: both('Trong đó tự khai', 'Of these only stated'),
  checks_with_signs: both('Trong đó có dấu hiệu', 'Of these with signs'),
  checks_in_vain: both('Không kiểm tra được', 'Could not check'),
  checks_due: both('Sắp đến hạn kiểm tra', 'Check due soon'),
  checks_overdue: both('Quá hạn kiểm tra', 'Check overdue'),
  checks_awaiting_paper: both('Chờ xác nhận giấy tờ', 'Waiting for a look at the paper'),
  checks_unchecked: both('Chưa kiểm tra lại', 'Never looked at since'),
  checks_unchecked_awaiting_paper: both(
    'Đã kiểm tra lại, chờ xác nhận giấy tờ',
    'Looked at since, waiting for a look at the paper',
  ),
  signals_raised: both('Dấu hiệu mới', 'New signals'),
  signals_confirmed: both('Dấu hiệu được xác nhận', 'Confirmed as recurrences'),
  signals_rejected: both('Dấu hiệu bị bác bỏ', 'Concluded: unfounded'),
  signals_open: both('Chờ kết luận', 'Awaiting a decision'),
};

/** Definitions of the figures, shown beside them, on paper too. */
/** How each of them is counted. */
export const definition: Record<WeeklyFigure, Both> = {
  points_active: both(
    'Điểm nằm trên địa bàn, kể cả điểm chung với phường, xã khác; tính đến hết ngày số liệu.',
    'Points on the area, also those shared with others; that evening.',
  ),
  points_eliminated: both(
    'Đã triệt xóa, chưa bàn giao xong; tính đến hết ngày số liệu.',
    'Eliminated, not yet handed over by all; that evening.',
  ),
  points_handed_over: both(
    'Các phường, xã liên quan đều đã xác nhận; tính đến hết ngày số liệu.',
    'Every commune concerned has confirmed; that evening.',
  ),
  points_recurring: both(
    'Đang tái hoạt động, chưa triệt xóa lại; tính đến hết ngày số liệu.',
    'Activity came back, not eliminated again; that evening.',
  ),
  recurrences_confirmed: both(
    'Lần tái hoạt động có ngày trong tuần, ở điểm do địa bàn chủ trì.',
    'Recurrences dated in the week, at points that the commune leads.',
  ),
  recurrences_replied: both(
    'Bản giải trình đã gửi đến hết ngày số liệu.',
    'Replies filed by the end of the day of the figures.',
  ),
  recurrences_unanswered: both(
    'Mọi lần tái hoạt động đến nay chưa có giải trình.',
    'All recurrences so far without a filed reply.',
  ),
  handovers_asked: both(
    'Đề nghị bàn giao gửi phường, xã, có ngày trong tuần.',
    'The commune’s part of proposals dated in the week.',
  ),
  handovers_confirmed: both(
    'Đề nghị phường, xã đã xác nhận trong tuần.',
    'The commune’s part confirmed in the week.',
  ),
  handovers_refused: both(
    'Đề nghị phường, xã từ chối trong tuần, có lý do.',
    'The commune’s part refused in the week, with a reason.',
  ),
  handovers_pending: both(
    'Chưa trả lời, chưa bị rút hoặc hủy; tính đến hết ngày số liệu.',
    'Not answered, withdrawn or cancelled; that evening.',
  ),
  handovers_overdue: both(
    'Trong số chờ trả lời, đã qua ngày hạn.',
    'Of those awaiting an answer, past the last day for it.',
  ),
  handovers_awaiting_paper: both(
    'Trong số chờ trả lời: đúng hạn theo ngày ghi, nhập muộn, chưa ai khác xem giấy tờ; chưa tính quá hạn.',
    'Of those awaiting an answer: in time by the day typed, entered late, the paper not seen by another; not overdue.',
  ),
  checks_done: both(
    'Lần kiểm tra có kết quả, có ngày trong tuần.',
    'Looks with a result, dated in the week.',
  ),
  checks_seen: both(
    'Người ngoài đơn vị kiểm tra, hoặc có ảnh hay vị trí của đúng ngày.',
    'By a person of another unit, or with a photo or a position of that day.',
  ),
  checks_stated: both('Chỉ có lời khai của phường, xã.', 'The commune alone says so.'),
  checks_with_signs: both(
    'Kết quả “có dấu hiệu”; chưa xác minh.',
    'Result “signs”; a suspicion only.',
  ),
  checks_in_vain: both(
    'Lần đến mà không kiểm tra được, có ghi lý do; không tính là đã kiểm tra.',
    'Somebody went and could not look, with the reason; not counted as done.',
  ),
  checks_due: both(
    'Điểm đã đến hạn kiểm tra theo lịch, chưa quá hạn.',
    'Points whose scheduled look may be done and is not late.',
  ),
  checks_overdue: both(
    'Điểm đã quá hạn kiểm tra theo lịch mà chưa được kiểm tra.',
    'Points whose scheduled look is late.',
  ),
  checks_awaiting_paper: both(
    'Đúng hạn theo ngày kiểm tra đã ghi, nhập muộn, chưa ai khác xem giấy tờ; chưa tính quá hạn.',
    'In time by the day of the look, entered late, the paper not seen by another; not overdue.',
  ),
  checks_unchecked: both(
    'Điểm đã triệt xóa nhưng chưa kiểm tra lại lần nào: chưa rõ tình hình.',
    'Eliminated points at which nobody has looked: unknown, not success.',
  ),
  checks_unchecked_awaiting_paper: both(
    'Đã kiểm tra lại theo ngày ghi, nhập muộn, chưa ai khác xem giấy tờ; chưa tính là chưa kiểm tra lại.',
    'Looked at since by the day typed, entered late, the paper not seen by another; not unchecked.',
  ),
  signals_raised: both('Dấu hiệu có ngày xảy ra trong tuần.', 'Signals dated in the week.'),
  signals_confirmed: both(
    'Kết luận trong tuần của người có thẩm quyền.',
    'Decided in the week by an entitled person.',
  ),
  signals_rejected: both('Kết luận trong tuần, có lý do.', 'Decided in the week, with a reason.'),
  signals_open: both(
    'Dấu hiệu chưa xác minh, không tính là tái hoạt động; tính đến hết ngày số liệu.',
    'Unverified, not counted as recurrences; that evening.',
  ),
};
