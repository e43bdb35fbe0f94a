/* Keeps the conversation at its end, and tells when something in it is first seen. */

/** Go to the end of a frame. */
export const toEnd = (frame) => (frame.scrollTop = frame.scrollHeight);

/** Stay at the newest message while things grow, unless somebody has scrolled up to read. */
export function keepAtEnd(frame, thread) {
  let atEnd = true;
  let last = 0;
  const look = () => {
    const near = frame.scrollHeight - frame.scrollTop - frame.clientHeight < 60;
    atEnd = near || (atEnd && frame.scrollTop >= last);
    last = frame.scrollTop;
  };
  const follow = new ResizeObserver(() => atEnd && toEnd(frame));
  frame.addEventListener("scroll", look);
  follow.observe(thread);
  follow.observe(frame);
  return () => {
    follow.disconnect();
    frame.removeEventListener("scroll", look);
  };
}

/** Watch elements: `whenSeen(element, act)` acts once, when the element comes into sight. */
export function watchSeen() {
  const seen = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      seen.get(target)?.();
      seen.delete(target);
    }
  });
  const whenSeen = (element, act) => {
    seen.set(element, act);
    watcher.observe(element);
  };
  return { whenSeen, stop: () => watcher.disconnect() };
}
