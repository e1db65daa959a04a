// Scrolls `it` by a turn of the wheel in every frame. Hands over how long each took, from one to the
// next; the first ones, in which the list comes into being, are not counted.
const [FIRST, FRAMES, WHEEL] = [10, 100, 120];
const done = arguments[arguments.length - 1];
const times = [];
let before;
const step = () => {
  const now = performance.now();
  if (before !== undefined) times.push(now - before);
  before = now;
  if (times.length === FIRST + FRAMES) {
    done(times.slice(FIRST));
    return;
  }
  if (times.length >= FIRST) it.scrollTop += WHEEL;
  requestAnimationFrame(step);
};
requestAnimationFrame(step);
