// One drawing that moves at the tempo of its stroke while it is on screen: never with reduced motion, never in a pause.
import { Frames } from "./frames.js";

export const calm = matchMedia("(prefers-reduced-motion: reduce)");
const UNTIMED = 4; // seconds, for a stroke that has no tempo of its own

export class Loop {
  static isHeld = false; // all pictures of a page at once, by the button on any of them

  constructor(frame) {
    Object.assign(this, { frame, svg: frame.querySelector("svg"), url: frame.dataset.loop });
    this.tempo = Number(frame.dataset.loopSeconds) || UNTIMED;
  }

  get isPaused() {
    return Loop.isHeld || Boolean(this.frame.closest("[data-page]")?.querySelector("[data-unpause]:not([hidden])"));
  }

  async see(isSeen) {
    this.isSeen = isSeen;
    if (!isSeen || calm.matches) return this.still();
    this.frames ??= await this.load().catch(() => null); // without a line the still drawing stays
    if (!this.isSeen || this.running || !this.frames) return;
    this.running = requestAnimationFrame((now) => this.turn(now));
  }

  async load() {
    const answer = await fetch(this.url);
    return answer.ok ? new Frames(await answer.text(), this.tempo) : null;
  }

  // Without the moving layers the still drawing is there again.
  still() {
    cancelAnimationFrame(this.running);
    this.running = this.begun = 0;
    for (const layer of this.frames?.layers ?? []) layer.remove();
  }

  turn(now) {
    if (this.isPaused) this.still();
    this.running = requestAnimationFrame((later) => this.turn(later));
    if (this.isPaused) return;
    this.begun ||= now;
    if (!this.frames.layers[0].isConnected) this.svg.append(...this.frames.layers);
    this.frames.show((now - this.begun) / 1000);
  }
}
