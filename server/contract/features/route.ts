import type { FeatureDeclaration } from './declaration.ts';

/** A notice of a day of a recurrence that has no draft, and why. */
function undrafted(meaning: string, vi: string, en: string) {
  return {
    group: 'routes',
    topic: { vi: 'Lộ trình', en: 'Routes' },
    meaning: `a recurring route has no draft: ${meaning}`,
    address: () => '/routes/recurring',
    one: {
      vi: `Lộ trình định kỳ ngày {date}: chưa lập được, ${vi}`,
      en: `Recurring route of {date}: not made, ${en}`,
    },
    many: {
      vi: `{count} lộ trình định kỳ chưa lập được: ${vi}`,
      en: `{count} recurring routes not made: ${en}`,
    },
  } as const;
}

/** Routes of the teams. */
export const ROUTE = {
  screens: {
    routes: { vi: 'Lộ trình', en: 'Routes' },
    myRoutes: { vi: 'Lộ trình của tôi', en: 'My routes' },
  },
  prints: ['route_print'],
  notices: {
    route_published: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      meaning: 'a route of the own team was published',
      address: () => '/my-routes',
      one: {
        vi: 'Lộ trình ngày {date}: đã giao cho tổ của bạn',
        en: 'Route of {date}: given to your team',
      },
      many: { vi: '{count} lộ trình mới', en: '{count} new routes' },
    },
    route_changed: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      urgent: true,
      meaning: 'the published route of the own team has changed',
      address: () => '/my-routes',
      one: { vi: 'Lộ trình ngày {date}: có thay đổi', en: 'Route of {date}: changed' },
      many: { vi: '{count} lần thay đổi lộ trình', en: '{count} changes of routes' },
    },
    route_withdrawn: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      urgent: true,
      meaning: 'the published route of the own team was withdrawn',
      address: () => '/my-routes',
      one: {
        vi: 'Lộ trình ngày {date}: đã rút lại, không đi nữa',
        en: 'Route of {date}: withdrawn, do not go',
      },
      many: { vi: '{count} lộ trình đã rút lại', en: '{count} routes withdrawn' },
    },
    recurrence_incomplete: {
      group: 'routes',
      topic: { vi: 'Lộ trình', en: 'Routes' },
      meaning: 'the draft of a recurring route was not made, or not whole',
      address: () => '/routes/recurring',
      one: {
        vi: 'Lộ trình định kỳ ngày {date}: chưa lập được hoặc còn thiếu',
        en: 'Recurring route of {date}: not made, or not whole',
      },
      many: {
        vi: '{count} lộ trình định kỳ chưa lập được hoặc còn thiếu',
        en: '{count} recurring routes not made, or not whole',
      },
    },
    recurrence_planner_gone: undrafted(
      'nobody keeps it',
      'cần người nhận phụ trách',
      'it needs a planner',
    ),
    recurrence_teams_gone: undrafted(
      'no team is at work',
      'không tổ nào còn hoạt động',
      'none of its teams is at work',
    ),
    recurrence_communes_gone: undrafted(
      'its communes were merged',
      'phường, xã đã chọn không còn',
      'its communes are no longer there',
    ),
    recurrence_no_places: undrafted(
      'there is no place',
      'phạm vi đã chọn không có nơi nào để kiểm tra',
      'its communes have no place to look at',
    ),
    recurrence_places_held: undrafted(
      'all places are held',
      'mọi nơi đang được lộ trình khác giữ hoặc vừa được kiểm tra',
      'every place is held by another route or was just looked at',
    ),
    recurrence_failed: undrafted(
      'a fault',
      'do lỗi hệ thống, sẽ thử lại',
      'because of a fault; it is tried again',
    ),
  },
  problems: {
    'team.not_found': {
      status: 404,
      vi: 'Không có tổ kiểm tra này, hoặc tổ đã ngừng hoạt động. Hãy tải lại danh sách tổ.',
      en: 'There is no such team, or it is no longer at work. Load the list of teams again.',
    },
    'team.member_unknown': {
      status: 422,
      vi: 'Một tài khoản trong tổ không có vai trò thành viên Đội 178 hôm nay. Hãy bỏ tài khoản đó hoặc đề nghị quản trị viên giao vai trò.',
      en: 'An account in the team is no inspector today. Leave it out, or ask an administrator for the role.',
      constraints: ['team_member_account_fkey'],
    },
    'team.name_taken': {
      status: 409,
      vi: 'Tên này đã dùng cho tổ hoặc ca mẫu khác. Hãy chọn tên khác.',
      en: 'Another team or usual day has this name. Choose another.',
      constraints: ['team_name_unique', 'shift_template_name_unique'],
    },
    'team.changed_meanwhile': {
      status: 409,
      vi: 'Người khác vừa sửa tổ này. Hãy tải lại rồi sửa tiếp.',
      en: 'Somebody else has just changed this team. Load it again, then go on.',
    },
    'route.not_found': {
      status: 404,
      vi: 'Không có lộ trình này trong phạm vi bạn được xem. Hãy mở lại danh sách lộ trình.',
      en: 'There is no such route within your reach. Open the list of routes again.',
    },
    'route.team_unknown': {
      status: 422,
      vi: 'Một tổ trong lộ trình không còn hoạt động hoặc bị chọn hai lần. Hãy chọn lại tổ.',
      en: 'A team of the route is no longer at work, or named twice. Choose the teams again.',
      constraints: ['route_shift_team_fkey', 'route_shift_one_per_team'],
    },
    'route.teams_gone': {
      status: 409,
      vi: 'Không tổ nào của lộ trình này còn hoạt động. Hãy lập lộ trình mới với các tổ hiện có.',
      en: 'No team of this route is still at work. Plan a new route with the teams of today.',
    },
    'recurrence.not_found': {
      status: 404,
      vi: 'Không có lộ trình định kỳ này. Hãy tải lại danh sách.',
      en: 'There is no such recurrence. Load the list again.',
    },
    'recurrence.ended': {
      status: 409,
      vi: 'Lộ trình định kỳ này đã kết thúc. Hãy lập lộ trình định kỳ mới.',
      en: 'This recurrence has ended. Begin a new one.',
    },
    'recurrence.changed_meanwhile': {
      status: 409,
      vi: 'Người khác vừa sửa lộ trình định kỳ này. Hãy tải lại rồi sửa tiếp.',
      en: 'Somebody else has just changed this recurrence. Load it again, then go on.',
    },
    'route.date_passed': {
      status: 422,
      vi: 'Ngày của lộ trình đã qua. Hãy chọn hôm nay hoặc ngày sau.',
      en: 'The day of the route has passed. Choose today or a later day.',
    },
    'route.not_published': {
      status: 409,
      vi: 'Lộ trình chưa được giao. Hãy chờ người lập kế hoạch giao lộ trình rồi ghi kết quả.',
      en: 'The route is not published yet. Wait for the planner, then record results.',
    },
    'route.problems_not_accepted': {
      status: 422,
      vi: 'Lộ trình còn {count} ràng buộc chưa đáp ứng. Hãy sửa, hoặc đánh dấu chấp nhận rồi giao lại.',
      en: 'The route breaks {count} rules. Mend them, or accept them and publish again.',
    },
    'route.team_not_out': {
      status: 409,
      vi: 'Chỉ nhắn được cho tổ đang đi lộ trình đã giao. Hãy giao lộ trình trước, hoặc báo tổ theo cách khác.',
      en: 'Only a team on a published route can be told. Publish the route first, or reach the team another way.',
    },
    'route.message_unknown': {
      status: 404,
      vi: 'Không còn tin nhắn này trong lộ trình của tổ. Hãy tải lại trang.',
      en: 'The route of the team has no such message. Load the page again.',
    },
    'route.done': {
      status: 409,
      vi: 'Lộ trình đã kết thúc, không sửa được nữa. Hãy lập lộ trình mới cho phần còn lại.',
      en: 'The route is done and no longer changes. Plan a new one for what is left.',
    },
    'route.changed_meanwhile': {
      status: 409,
      vi: '[{by} vừa sửa cùng điểm dừng hoặc tổ này. ]Thay đổi của bạn chưa được ghi. Hãy xem bản mới rồi làm lại nếu vẫn cần.',
      en: '[{by} has just changed the same stops or team. ]Yours was not written. Look at the route as it is now and repeat it if it is still needed.',
      constraints: ['route_edit_pkey', 'stop_once_per_route', 'stop_taken_up_once'],
    },
    'route.team_absent': {
      status: 409,
      vi: 'Tổ này vắng nên không nhận điểm dừng. Hãy chọn tổ khác, hoặc bỏ đánh dấu vắng trước.',
      en: 'The team is absent and takes no stop. Choose another team, or take its absence back first.',
    },
    'route.too_many_teams': {
      status: 409,
      vi: 'Lộ trình đã đủ số tổ cho phép[ ({limit})]. Hãy bỏ một tổ, hoặc lập thêm một lộ trình cho tổ này.',
      en: 'The route has as many teams as it can[ ({limit})]. Take one off, or begin another route for this team.',
    },
    'route.stop_unknown': {
      status: 422,
      vi: 'Điểm dừng hoặc tổ không thuộc lộ trình này. Hãy tải lại lộ trình.',
      en: 'A stop or team is not of this route. Load the route again.',
    },
    'route.stop_has_result': {
      status: 409,
      vi: 'Điểm dừng đã có kết quả nên không dời, không bỏ được. Hãy chọn điểm dừng khác.',
      en: 'The stop has a result and is neither moved nor taken out. Choose another.',
    },
    'route.too_many_stops': {
      status: 422,
      vi: 'Một lộ trình có nhiều nhất {most} điểm dừng. Hãy bớt điểm hoặc lập thêm lộ trình.',
      en: 'A route holds at most {most} stops. Add fewer, or plan another route.',
    },
    'route.withdrawn': {
      status: 409,
      vi: 'Lộ trình này đã được rút lại. Hãy sao chép nó thành lộ trình mới nếu cần.',
      en: 'This route was withdrawn. Copy it to a new one if it is needed.',
    },
    'route.was_published': {
      status: 409,
      vi: 'Lộ trình này đã giao cho tổ nên không xóa được. Hãy rút lại lộ trình và ghi lý do.',
      en: 'This route was published and cannot be deleted. Withdraw it with a reason.',
    },
    'route.nothing_to_add': {
      status: 409,
      vi: 'Không còn điểm nào để thêm: các điểm đã có trong lộ trình hoặc không cần kiểm tra. Hãy mở rộng vùng hoặc chọn phường, xã khác.',
      en: 'Nothing is left to add: the places are on the route already or need no look. Widen the area or choose other communes.',
    },
    'route.nothing_to_restore': {
      status: 409,
      vi: 'Không hoàn tác được: điểm dừng đã được sửa tiếp sau đó. Hãy sửa thủ công.',
      en: 'This cannot be undone: the stops were changed again since. Change them by hand.',
    },
    'route.empty': {
      status: 409,
      vi: 'Chưa tổ nào có điểm dừng. Hãy thêm điểm và bấm Xếp lộ trình trước khi giao.',
      en: 'No team has a stop yet. Add places and optimise before publishing.',
    },
    'route.random_share_low': {
      status: 409,
      vi: 'Cần {wanted} điểm rút ngẫu nhiên, mới có {drawn}. Hãy rút thêm, hoặc ghi lý do giảm tỷ lệ.',
      en: '{wanted} stops are to be drawn at random, {drawn} are. Draw more, or say why there are fewer.',
    },
    'route.result_id_taken': {
      status: 409,
      vi: 'Kết quả này đã được ghi cho điểm dừng khác. Hãy mở lại điểm dừng và ghi kết quả mới.',
      en: 'This result was written for another stop. Open the stop again and record a new one.',
      constraints: ['stop_result_pkey'],
    },
    'route.shift_finished': {
      status: 409,
      vi: 'Tổ đã kết thúc ca trên lộ trình này. Hãy báo người lập kế hoạch nếu cần ghi thêm.',
      en: 'The team has ended its day on this route. Tell the planner if more is to be recorded.',
    },
  },
} as const satisfies FeatureDeclaration;
