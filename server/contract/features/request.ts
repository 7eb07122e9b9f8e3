import type { FeatureDeclaration } from './declaration.ts';

/** Problems with a request itself, or with the server. */
export const REQUEST = {
  problems: {
    'request.invalid': {
      status: 422,
      vi: 'Có ô nhập chưa đúng. Hãy sửa các ô được đánh dấu rồi gửi lại.',
      en: 'Some fields are not right. Correct the marked ones and send again.',
      constraints: ['reminder_preference_address_form'],
    },
    'request.unknown_query': {
      status: 422,
      vi: 'Địa chỉ có tham số không nhận ra[: {unknown}], nên chưa trả dữ liệu. Hãy sửa tên tham số[; các tên dùng được: {known}].',
      en: 'The address holds names that are not known[: {unknown}]; nothing was answered. Correct them[; the names in use are: {known}].',
    },
    'request.version_missing': {
      status: 428,
      vi: 'Yêu cầu thiếu số phiên bản của hồ sơ (trường version hoặc tiêu đề If-Match), chưa ghi gì. Hãy đọc hồ sơ rồi gửi lại kèm phiên bản đó.',
      en: 'The write does not name the version of the record (the field version, or the header If-Match); nothing was written. Read the record and send again with its version.',
    },
    'request.precondition_failed': {
      status: 412,
      vi: 'Phiên bản nêu trong tiêu đề If-Match không còn là phiên bản hiện tại, chưa ghi gì. Hãy đọc lại hồ sơ rồi quyết định.',
      en: 'The version in the header If-Match is not the present one; nothing was written. Read the record again, then decide.',
    },
    'request.malformed': {
      status: 400,
      vi: 'Máy chủ không đọc được dữ liệu gửi lên (sai định dạng hoặc sai bảng mã). Hãy tải lại trang và thử lại; nếu dán chữ từ nơi khác, hãy nhập lại.',
      en: 'The server could not read what was sent (wrong format or encoding). Reload the page and try again; retype text that was pasted from elsewhere.',
    },
    'request.too_large': {
      status: 413,
      vi: 'Dữ liệu gửi lên vượt quá dung lượng cho phép. Hãy chia nhỏ tệp hoặc đơn giản hóa hình vẽ rồi gửi lại.',
      en: 'What was sent is larger than allowed. Split the file or simplify the drawing and send again.',
    },
    'request.unsupported_media_type': {
      status: 415,
      vi: 'Máy chủ không nhận kiểu dữ liệu này. Hãy tải lại trang để dùng phiên bản mới nhất rồi thử lại.',
      en: 'The server does not take this kind of data. Reload the page to get the latest version and try again.',
    },
    'request.not_found': {
      status: 404,
      vi: 'Không có địa chỉ này. Hãy kiểm tra đường dẫn hoặc quay lại bản đồ.',
      en: 'There is nothing at this address. Check the link or go back to the map.',
    },
    'request.method_not_allowed': {
      status: 405,
      vi: 'Địa chỉ này không nhận thao tác vừa gửi. Hãy tải lại trang rồi thử lại.',
      en: 'This address does not take that kind of request. Reload the page and try again.',
    },
    'request.timeout': {
      status: 503,
      vi: 'Máy chủ xử lý quá lâu nên đã dừng, chưa ghi gì. Hãy thu hẹp bộ lọc hoặc thử lại sau ít phút.',
      en: 'The server stopped because this took too long; nothing was written. Narrow the filter or try again in a few minutes.',
    },
    'request.too_many': {
      status: 429,
      vi: 'Bạn đã thử quá nhiều lần. Hãy đợi [{seconds} giây ]rồi thử lại.',
      en: 'Too many attempts. Wait [{seconds} seconds ]and try again.',
    },
    'request.idempotency_key_missing': {
      status: 400,
      vi: 'Yêu cầu ghi thiếu mã chống ghi trùng (Idempotency-Key), chưa ghi gì. Hãy tải lại trang rồi gửi lại.',
      en: 'The write has no Idempotency-Key; nothing was written. Reload the page and send again.',
    },
    'request.idempotency_key_reused': {
      status: 422,
      vi: 'Lần gửi trước không nhận được trả lời và có thể đã được ghi với nội dung khác; lần gửi này chưa được ghi. Hãy xem lại hồ sơ hoặc danh sách; nếu chưa có thì gửi lại.',
      en: 'The attempt before had no answer and may have been written with other content; nothing was written this time. Look at the record or list, and send again if it is not there.',
    },
    'request.outcome_unknown': {
      status: 409,
      vi: 'Lần gửi trước bị gián đoạn và phần mềm đã đổi phiên bản, nên chưa rõ đã ghi đủ hay chưa. Hãy mở lại hồ sơ để kiểm tra; nếu chưa có thì nhập lại từ đầu.',
      en: 'The earlier attempt was interrupted and the program was replaced since, so it may not have been written as a whole. Open the record and look; if it is not there, enter it anew.',
    },
    'request.cross_site': {
      status: 403,
      vi: 'Yêu cầu đến từ một trang khác nên bị từ chối, chưa ghi gì. Hãy mở Địa Bàn trực tiếp và làm lại ở đó.',
      en: 'The request came from another site and was refused; nothing was written. Open Địa Bàn directly and do it there.',
    },
    'server.internal': {
      status: 500,
      vi: 'Máy chủ gặp lỗi ngoài dự kiến, việc vừa làm có thể chưa được ghi. Hãy thử lại; nếu vẫn lỗi, báo quản trị viên kèm mã yêu cầu.',
      en: 'The server met an unexpected error; what you did may not have been written. Try again; if it persists, give the request id to an administrator.',
    },
    'server.not_ready': {
      status: 503,
      vi: 'Máy chủ đang khởi động, đang dừng hoặc chưa kết nối được cơ sở dữ liệu. Hãy đợi vài giây rồi thử lại.',
      en: 'The server is starting, is stopping, or does not reach its database. Wait a few seconds and try again.',
    },
    'server.migrations_differ': {
      status: 503,
      vi: 'Cơ sở dữ liệu ở phiên bản khác với chương trình này. Hãy khởi động chương trình của phiên bản đó, rồi dừng chương trình này.',
      en: 'The database is of another version than this program. Start the program of that version, then stop this one.',
    },
    'server.engine_behind': {
      status: 503,
      vi: 'Bản đồ không còn theo kịp cơ sở dữ liệu. Hãy kiểm tra kết nối trực tiếp (DATABASE_DIRECT_URL) và nhật ký máy chủ; nếu sau vài phút vẫn vậy, hãy khởi động lại.',
      en: 'The map does not follow the database any more. Look at the direct connection (DATABASE_DIRECT_URL) and the log of the server; if it stays so for minutes, restart.',
    },
    'server.disk_unusable': {
      status: 503,
      vi: 'Thư mục dữ liệu hoặc thư mục ảnh không có, không ghi được hoặc gần đầy. Hãy kiểm tra ổ đĩa, DIABAN_DATA_DIR và DIABAN_ATTACHMENTS_DIR.',
      en: 'The data folder or the folder of photos is missing, cannot be written or is nearly full. Look at the disk, DIABAN_DATA_DIR and DIABAN_ATTACHMENTS_DIR.',
    },
    'server.secret_missing': {
      status: 503,
      vi: 'Tệp “secret” trong thư mục dữ liệu không còn hoặc đã bị cắt ngắn. Hãy đặt lại tệp cũ trước khi khởi động lại, nếu không mã xác thực của mọi tài khoản sẽ mất.',
      en: 'The file “secret” of the data folder is gone or cut short. Put the old one back before a restart, or the second factors of all accounts are lost.',
    },
    'server.starting': {
      status: 503,
      vi: 'Máy chủ đang khởi động. Hãy đợi, trang tự thử lại sau vài giây.',
      en: 'The server is starting. Wait: the page tries again by itself in a few seconds.',
    },
    'server.restoring': {
      status: 503,
      vi: 'Máy chủ đang khôi phục dữ liệu từ bản sao lưu. Hãy đợi đến khi xong rồi đăng nhập.',
      en: 'The server is restoring a backup. Wait until it has finished, then sign in.',
    },
    'job.not_found': {
      status: 404,
      vi: 'Không có tác vụ tự động nào đã dừng với mã này; có thể tác vụ đã được chạy lại. Hãy tải lại danh sách.',
      en: 'There is no job of that number that was given up; it may have been tried again already. Reload the list.',
    },
    'database.folder_locked': {
      status: 503,
      vi: 'Thư mục dữ liệu đang được một tiến trình khác sử dụng. Hãy dừng tiến trình đó rồi khởi động lại.',
      en: 'Another process is using the data folder. Stop that process and start again.',
    },
  },
} as const satisfies FeatureDeclaration;
