export const accounts = {
  title: 'Tài khoản',
};
