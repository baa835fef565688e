// The time of one beat, counted from a stored start instant: a late timer or a locked screen never shifts it.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const LATE = 2000; // after a longer sleep the next beat starts now, so that nobody is hurried

export class Clock {
  #timer = 0;

  constructor({ tick, end }) {
    Object.assign(this, { tick, end });
    document.addEventListener("visibilitychange", () => this.#timer && this.#look());
  }

  begin(seconds, start = Date.now()) {
    this.stop();
    Object.assign(this, { start, length: seconds * 1000 });
    this.#timer = setInterval(() => this.#look(), calm.matches ? 1000 : 100);
    this.#look();
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
  }

  #look() {
    const passed = Date.now() - this.start;
    this.tick(Math.min(passed / this.length, 1));
    if (passed < this.length) return;
    this.stop();
    this.end(passed - this.length > LATE ? Date.now() : this.start + this.length);
  }
}
