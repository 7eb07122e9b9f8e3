import * as z from 'zod';

/** Problems that an operator must solve although requests are served, with a sentence that says how. */
const OPERATOR_WARNINGS = {
  'attachments.of_another_database':
    'Thư mục ảnh và giấy tờ không phải của cơ sở dữ liệu này, nên không tệp nào bị dời. Hãy kiểm tra DATABASE_URL và ' +
    'DIABAN_ATTACHMENTS_DIR. Nếu cả hai đều đúng (vừa khôi phục từ bản sao lưu), hãy giữ nguyên thư mục: cảnh báo hết khi cơ sở ' +
    'dữ liệu biết mọi tệp trong đó, hoặc khi biết phần lớn và tệp “.belongs-to” trong thư mục đã được xóa.',
  'attachments.too_many_unknown':
    'Quá nhiều tệp ảnh và giấy tờ không có trong cơ sở dữ liệu, nên không tệp nào bị dời. Hãy kiểm tra xem cơ sở dữ liệu có ' +
    'thiếu dữ liệu không trước khi tự dời các tệp thừa.',
  'store.unreachable':
    'Kho tệp (DIABAN_STORE_URL) không trả lời, nên ảnh và giấy tờ mới chưa được nhận; thiết bị giữ lại và tự gửi sau. Hãy kiểm tra ' +
    'địa chỉ, mạng và dịch vụ của kho.',
  'store.refused':
    'Kho tệp từ chối máy chủ này, nên ảnh và giấy tờ mới chưa được nhận. Hãy kiểm tra DIABAN_STORE_BUCKET, DIABAN_STORE_REGION, ' +
    'DIABAN_STORE_KEY_ID, khóa bí mật, quyền ghi của khóa và đồng hồ của máy chủ.',
  'store.damaged':
    'Kho tệp trả về nội dung khác với nội dung đã ghi, nên ảnh và giấy tờ mới chưa được nhận. Hãy kiểm tra kho và đường truyền trước ' +
    'khi dùng tiếp.',
  'log.facts_without_line':
    'Có sự kiện, bước xử lý tin, phân quyền hoặc quy định được ghi mà nhật ký không có dòng nào: có thể ai đó đã sửa thẳng cơ sở dữ ' +
    'liệu. Hãy chạy npm run check-log và báo người kiểm tra nhật ký (hành động audit.facts_without_line nói số lượng).',
  'secret.of_another_server':
    'DIABAN_SECRET (hoặc tệp “secret” trong thư mục dữ liệu) không phải khóa đã mã hóa mã xác thực của một số tài khoản, nên ' +
    'các tài khoản đó không đăng nhập được. Hãy đặt lại khóa cũ và khởi động lại.',
} as const;
export type OperatorWarningCode = keyof typeof OPERATOR_WARNINGS;

export const OperatorWarning = z
  .object({ code: z.string(), detail: z.string() })
  .meta({ id: 'OperatorWarning' });
export type OperatorWarning = z.infer<typeof OperatorWarning>;

export function operatorWarning(code: OperatorWarningCode): OperatorWarning {
  return { code, detail: OPERATOR_WARNINGS[code] };
}
