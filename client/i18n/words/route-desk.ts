import { both } from '#client/i18n/both.ts';

/** The planner's desk: several stops at once, the totals of the teams, their shifts in time. */
export const routeDesk = {
  choose: both('Chọn {name}', 'Choose {name}'),
  chooseTeam: both('Chọn tất cả của {team}', 'Choose all of {team}'),
  chooseHint: both(
    'Giữ Shift khi bấm để chọn cả dãy; Shift và mũi tên để chọn tiếp.',
    'Hold Shift to choose a range; Shift and the arrows choose the next.',
  ),
  chosen: both('Đã chọn {count} điểm dừng', '{count} stops chosen'),
  chosenActs: both('Thao tác với các điểm dừng đã chọn', 'What to do with the chosen stops'),
  chosenNone: both('Bỏ chọn', 'Choose none'),
  lockChosen: both('Khóa', 'Lock'),
  lockTeams: both('Khóa vào tổ đang xếp', 'Lock to their teams'),
  lockPositions: both('Khóa thứ tự đang xếp', 'Lock their places in the order'),
  lockTimes: both('Cố định giờ bắt đầu đang xếp', 'Lock their starts'),
  unlock: both('Mở mọi khóa', 'Release every lock'),
  movedMany: both('Đã chuyển {count} điểm dừng: {team}.', '{count} stops moved: {team}.'),
  lockedMany: both('Đã đổi khóa của {count} điểm dừng.', 'Locks of {count} stops changed.'),
  removedMany: both(
    'Đã bỏ {count} điểm dừng khỏi lộ trình.',
    '{count} stops taken out of the route.',
  ),
  totals: {
    title: both('Tổng hợp theo tổ', 'Totals of the teams'),
    team: both('Tổ', 'Team'),
    stops: both('Điểm dừng', 'Stops'),
    distance: both('Quãng đường', 'Distance'),
    travel: both('Đi đường (phút)', 'Driving (min)'),
    service: both('Kiểm tra (phút)', 'Visiting (min)'),
    wait: both('Chờ (phút)', 'Waiting (min)'),
    finish: both('Kết thúc/hết ca', 'End/end of hours'),
    late: both('Muộn (phút)', 'Late (min)'),
    all: both('Tất cả', 'All'),
  },
  timeline: {
    title: both('Ca của các tổ theo giờ', 'Shifts of the teams by the hour'),
    lead: both(
      'Kéo một điểm dừng dọc hàng để đổi thứ tự, sang hàng khác để đổi tổ. Bấm để sửa.',
      'Drag a stop along its row to reorder it, to another row to change its team. Press to change it.',
    ),
    leadTouch: both(
      'Bấm một điểm dừng để sửa hoặc chuyển tổ; vuốt ngang để xem cả ngày.',
      'Press a stop to change it or its team; swipe sideways to see the whole day.',
    ),
    keys: both(
      'Mũi tên để đi qua các điểm dừng, Alt và mũi tên lên, xuống để đổi thứ tự, Enter để sửa hoặc chuyển tổ.',
      'Arrows go through the stops, Alt with up and down reorders, Enter opens the stop to change it or its team.',
    ),
    visit: both('Kiểm tra', 'Visit'),
    travel: both('Đi đường', 'Driving'),
    wait: both('Chờ', 'Waiting'),
    rest: both('Nghỉ', 'Break'),
    window: both('Khung giờ', 'Time window'),
    hours: both('Giờ ca', 'Hours'),
    empty: both('Chưa có điểm dừng', 'No stop yet'),
  },
  check: {
    asking: both('Đang tính…', 'Checking…'),
    failed: both('Chưa tính được; thả để tính lại.', 'Could not be checked; letting go checks it.'),
    fine: both(
      'Đáp ứng mọi ràng buộc, kết thúc lúc {finish}.',
      'No rule is broken, ends at {finish}.',
    ),
    out: both('Đưa ra khỏi các tổ.', 'Taken out of the teams.'),
    broken: both(
      '{count} ràng buộc chưa đáp ứng: {problems}.',
      '{count} broken rules: {problems}.',
    ),
    more: both('và {count} ràng buộc khác', 'and {count} more'),
    nowhere: both('Thả ở đây: giữ như cũ.', 'Let go here: nothing changes.'),
  },
  withdraw: both('Rút lại lộ trình', 'Withdraw the route'),
  withdrawMore: both(
    'Điện thoại của các tổ không còn hiện lộ trình này, chỉ hiện lý do. Kết quả đã ghi hoặc còn chờ gửi vẫn vào sổ.',
    'The phones of the teams stop showing it and show the reason. Results recorded or still unsent are kept.',
  ),
  withdrawReason: both('Lý do rút lại', 'Reason'),
  withdrawDone: both('Đã rút lại lộ trình.', 'The route is withdrawn.'),
  withdrawnAt: both('Rút lại lúc {at}: {reason}', 'Withdrawn at {at}: {reason}'),
  laidAside: both(
    'Không ai sửa trong 14 ngày. Sửa bản nháp này để lập tiếp.',
    'Nobody edited it for 14 days. Edit it to take it up again.',
  ),
  deleteDraft: both('Xóa bản nháp', 'Delete the draft'),
  deleteDraftMore: both(
    'Xóa hẳn bản nháp “{title}” với {count} điểm dừng. Không lấy lại được.',
    'Deletes the draft “{title}” with {count} stops. It cannot be brought back.',
  ),
  deleteDraftDone: both('Đã xóa bản nháp.', 'The draft is deleted.'),
};
