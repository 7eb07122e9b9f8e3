import type { ProblemText } from './problem-text.ts';

/** Sentences about teams and routes. */
export const ROUTE_PROBLEM_TEXT = {
  'team.not_found': {
    vi: 'Không có tổ kiểm tra này, hoặc tổ đã ngừng hoạt động. Hãy tải lại danh sách tổ.',
    en: 'There is no such team, or it is no longer at work. Load the list of teams again.',
  },
  'team.member_unknown': {
    vi: 'Một tài khoản trong tổ không có vai trò thành viên Đội 178 hôm nay. Hãy bỏ tài khoản đó hoặc nhờ quản trị giao vai trò.',
    en: 'An account in the team is no inspector today. Leave it out, or ask an administrator for the role.',
  },
  'team.name_taken': {
    vi: 'Tên này đã dùng cho tổ hoặc ca mẫu khác. Hãy chọn tên khác.',
    en: 'Another team or usual day has this name. Choose another.',
  },
  'team.changed_meanwhile': {
    vi: 'Người khác vừa sửa tổ này. Hãy tải lại rồi sửa tiếp.',
    en: 'Somebody else has just changed this team. Load it again, then go on.',
  },
  'route.not_found': {
    vi: 'Không có lộ trình này trong phạm vi bạn được xem. Hãy mở lại danh sách lộ trình.',
    en: 'There is no such route within your reach. Open the list of routes again.',
  },
  'route.team_unknown': {
    vi: 'Một tổ trong lộ trình không còn hoạt động hoặc bị chọn hai lần. Hãy chọn lại tổ.',
    en: 'A team of the route is no longer at work, or named twice. Choose the teams again.',
  },
  'route.date_passed': {
    vi: 'Ngày của lộ trình đã qua. Hãy chọn hôm nay hoặc ngày sau.',
    en: 'The day of the route has passed. Choose today or a later day.',
  },
  'route.not_published': {
    vi: 'Lộ trình chưa công bố. Hãy chờ người lập kế hoạch công bố rồi ghi kết quả.',
    en: 'The route is not published yet. Wait for the planner, then record results.',
  },
  'route.done': {
    vi: 'Lộ trình đã kết thúc, không sửa được nữa. Hãy lập lộ trình mới cho phần còn lại.',
    en: 'The route is done and no longer changes. Plan a new one for what is left.',
  },
  'route.changed_meanwhile': {
    vi: '[{by} vừa sửa cùng điểm dừng này. ]Thay đổi của bạn chưa được ghi. Hãy xem bản mới rồi làm lại nếu vẫn cần.',
    en: '[{by} has just changed the same stops. ]Yours was not written. Look at the route as it is now and repeat it if it is still needed.',
  },
  'route.stop_unknown': {
    vi: 'Điểm dừng hoặc tổ không thuộc lộ trình này. Hãy tải lại lộ trình.',
    en: 'A stop or team is not of this route. Load the route again.',
  },
  'route.stop_has_result': {
    vi: 'Điểm dừng đã có kết quả nên không dời, không gỡ được. Hãy chọn điểm dừng khác.',
    en: 'The stop has a result and is neither moved nor taken out. Choose another.',
  },
  'route.too_many_stops': {
    vi: 'Một lộ trình có nhiều nhất {most} điểm dừng. Hãy bớt điểm hoặc lập thêm lộ trình.',
    en: 'A route holds at most {most} stops. Add fewer, or plan another route.',
  },
  'route.nothing_to_add': {
    vi: 'Không còn điểm nào để thêm: các điểm đã có trong lộ trình hoặc không cần kiểm tra. Hãy mở rộng vùng hoặc chọn xã, phường khác.',
    en: 'Nothing is left to add: the places are on the route already or need no look. Widen the area or choose other communes.',
  },
  'route.nothing_to_restore': {
    vi: 'Không hoàn tác được: điểm dừng đã được sửa tiếp sau đó. Hãy sửa bằng tay.',
    en: 'This cannot be undone: the stops were changed again since. Change them by hand.',
  },
  'route.empty': {
    vi: 'Chưa tổ nào có điểm dừng. Hãy thêm điểm và bấm Tối ưu trước khi công bố.',
    en: 'No team has a stop yet. Add places and optimise before publishing.',
  },
  'route.random_share_low': {
    vi: 'Cần {wanted} điểm rút ngẫu nhiên, mới có {drawn}. Hãy rút thêm, hoặc ghi lý do giảm tỷ lệ.',
    en: '{wanted} stops are to be drawn at random, {drawn} are. Draw more, or say why there are fewer.',
  },
  'route.result_id_taken': {
    vi: 'Kết quả này đã được ghi cho điểm dừng khác. Hãy mở lại điểm dừng và ghi kết quả mới.',
    en: 'This result was written for another stop. Open the stop again and record a new one.',
  },
  'route.shift_finished': {
    vi: 'Tổ đã kết thúc ca trên lộ trình này. Hãy báo người lập kế hoạch nếu cần ghi thêm.',
    en: 'The team has ended its day on this route. Tell the planner if more is to be recorded.',
  },
} satisfies Record<string, ProblemText>;
