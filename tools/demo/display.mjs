/** These two always have a display, and say so in no variable. */
const ALWAYS = ['darwin', 'win32'];

/** Whether a window could be seen here. */
export const hasDisplay = () =>
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || ALWAYS.includes(process.platform);
