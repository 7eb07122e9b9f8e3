import { AppError } from '#server/contract/problem.ts';

/** The folder of the embedded database belongs to another process (`database.folder_locked`). */
export class DatabaseFolderLockedError extends AppError {
  constructor(lockFile: string, holder: { pid: number; host: string } | null) {
    super('database.folder_locked', { parameters: { lockFile, ...holder } });
    this.name = 'DatabaseFolderLockedError';
    // Read in a terminal before there is a screen with a catalogue, hence both languages here.
    this.message = holder === null ? unreadableLock(lockFile) : heldLock(lockFile, holder);
  }
}

function heldLock(lockFile: string, { pid, host }: { pid: number; host: string }): string {
  return (
    `Thư mục dữ liệu đang được tiến trình ${pid} trên máy ${host} sử dụng. ` +
    `Hãy dừng tiến trình đó rồi chạy lại, hoặc chọn thư mục khác bằng DIABAN_DATA_DIR. ` +
    `Nếu máy ${host} không còn dùng thư mục này, hãy xóa tệp ${lockFile}.\n` +
    `The data folder is in use by process ${pid} on ${host}. ` +
    `Stop that process and start again, or choose another folder with DIABAN_DATA_DIR. ` +
    `If ${host} no longer uses this folder, delete ${lockFile}.`
  );
}

function unreadableLock(lockFile: string): string {
  return (
    `Không đọc được tệp khóa ${lockFile}. ` +
    `Nếu chắc chắn không có tiến trình nào đang dùng thư mục dữ liệu, hãy xóa tệp này.\n` +
    `The lock file ${lockFile} cannot be read. ` +
    `If you are certain that no process uses the data folder, delete that file.`
  );
}
