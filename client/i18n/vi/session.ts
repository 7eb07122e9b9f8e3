export const session = {
  title: 'Đăng nhập',
};
