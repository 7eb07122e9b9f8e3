import { both, type Both } from '#client/i18n/both.ts';
import type { OtherStanding, RowOutcome } from '#server/contract/import-history.ts';

const outcome: Record<RowOutcome, Both> = {
  added: both('Điểm mới', 'New point'),
  unchanged: both('Đã có, không đổi', 'Known, the same'),
  changed: both('Đã có, khác nội dung', 'Known, different'),
  waiting: both('Chờ quyết định, chưa ghi', 'Waited for a decision, not written'),
  refused: both('Bị từ chối', 'Refused'),
};

/** Things beside events that can stand on an imported point. */
const standing: Record<OtherStanding, Both> = {
  merged_into_it: both('Có điểm khác gộp vào', 'Another point was merged into it'),
  signal: both('Dấu hiệu', 'Signal'),
  route_stop: both('Có trong lộ trình', 'Stop of a route'),
  attachment: both('Ảnh, tài liệu', 'Photo or paper'),
  plan: both('Có trong chỉ tiêu kế hoạch', 'Named by a target of a plan'),
  handover_answer: both('Trả lời từ chối bàn giao', 'Answer to a refused hand-over'),
};

/** Imports that were written: list, rows, undoing. */
export const importHistory = {
  title: both('Các lượt nhập', 'Imports'),
  lead: both(
    'Mỗi lượt nhập mở ra được đến từng dòng, và hoàn tác được cả lượt khi chưa có việc nào ghi sau đó trên các điểm của nó.',
    'Each import opens to its rows, and can be undone as a whole while nothing stands on its points.',
  ),
  empty: both('Chưa có lượt nhập nào', 'There is no import yet'),
  emptyMore: both(
    'Chọn tệp ở trên để nhập danh sách đầu tiên.',
    'Choose a file above for the first.',
  ),
  file: both('Tệp', 'File'),
  when: both('Nhập lúc', 'Imported'),
  by: both('Người nhập', 'Imported by'),
  rows: both('Số dòng', 'Rows'),
  outcome,
  waitingShort: both('Chờ', 'Waiting'),
  knownShort: both('Đã có', 'Known'),
  state: both('Hiện nay', 'Now'),
  inForce: both('Đang có hiệu lực', 'In force'),
  undone: both('Đã hoàn tác: {by}, {at}', 'Undone: {by}, {at}'),
  open: both('Mở lượt nhập số {id}', 'Open import number {id}'),
  more: both('Xem các lượt trước', 'Show earlier imports'),
  runTitle: both('Lượt nhập số {id}', 'Import number {id}'),
  close: both('Đóng', 'Close'),
  hash: both('Mã SHA-256 của tệp', 'SHA-256 of the file'),
  line: both('Dòng', 'Line'),
  name: both('Tên điểm', 'Name'),
  result: both('Kết quả', 'Result'),
  point: both('Điểm, hoặc lý do', 'Point, or reason'),
  removed: both('{code}, đã bỏ khi hoàn tác', '{code}, removed when it was undone'),
  notKept: both(
    'Không lưu nội dung dòng không ghi, vì có thể chứa dữ liệu về người. Chọn lại tệp để tải các dòng đó kèm lý do.',
    'The cells of rows that were not written are not kept: they may hold data about persons. Choose the file again to download these rows with their reasons.',
  ),
  all: both('Tất cả', 'All'),
  show: both('Hiện các dòng', 'Show rows'),
  noRows: both('Không có dòng nào như vậy', 'There is no such row'),
  noRowsMore: both('Chọn “Tất cả” để xem mọi dòng.', 'Choose “All” for every row.'),
  moreRows: both('Xem thêm dòng', 'Show more rows'),
  undo: both('Hoàn tác lượt nhập', 'Undo the import'),
  undoTitle: both('Hoàn tác cả lượt nhập này?', 'Undo this whole import?'),
  undoRemoved: both('Bỏ khỏi danh mục', 'Leave the register'),
  undoRemovedOf: both(
    '{count} điểm do lượt này thêm; chưa có việc nào ghi trên các điểm đó',
    '{count} points that it added, on which nothing stands',
  ),
  undoKept: both('Giữ nguyên', 'Stays as it is'),
  undoKeptMore: both(
    'điểm đã có từ trước; lượt nhập và từng dòng vẫn lưu trong danh sách này và trong nhật ký',
    'points that were there before; the import and its rows stay in this list and in the log',
  ),
  undoneNow: both('Đã hoàn tác lượt nhập', 'The import was undone'),
  standing,
  standingTitle: both('Chưa hoàn tác được', 'It cannot be undone'),
  standingMore: both(
    '{count} điểm đã có việc ghi sau lượt nhập:',
    '{count} points have later acts:',
  ),
  standingRest: both('và {count} điểm khác', 'and {count} more points'),
  /** Words of imports of tips, where they differ. */
  ofTips: {
    lead: both(
      'Mỗi lượt nhập mở ra được đến từng dòng, và hoàn tác được cả lượt khi chưa có việc nào ghi sau đó trên các tin của nó.',
      'Each import opens to its rows, and can be undone as a whole while nothing stands on its tips.',
    ),
    outcome: { ...outcome, added: both('Tin mới', 'New tip') },
    name: both('Số tin', 'Number'),
    point: both('Tin, hoặc lý do', 'Tip, or reason'),
    undoRemoved: both('Bỏ khỏi sổ tin', 'Leave the register of tips'),
    undoRemovedOf: both(
      '{count} tin do lượt này thêm; chưa có việc nào ghi trên các tin đó',
      '{count} tips that it added, on which nothing stands',
    ),
    undoKeptMore: both(
      'tin đã có từ trước; lượt nhập và từng dòng vẫn lưu trong danh sách này và trong nhật ký',
      'tips that were there before; the import and its rows stay in this list and in the log',
    ),
    standingMore: both(
      '{count} tin đã có việc ghi sau lượt nhập:',
      '{count} tips have later acts:',
    ),
    standingRest: both('và {count} tin khác', 'and {count} more tips'),
  },
  refusedFile: both(
    'Tải các dòng chưa ghi được, kèm lý do',
    'Download these rows with the reasons',
  ),
  refusedFileMore: both(
    'Cùng các cột của tệp, thêm lý do ở cuối. Sửa rồi chọn lại tệp đó: cách ghép cột vẫn dùng được.',
    'The same columns with the reasons at the end. Correct it and choose it again: the columns are matched as before.',
  ),
};
