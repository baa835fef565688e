// Lets a drawing move at the tempo of its stroke while it is on screen: never with reduced motion, never in a pause.
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const REST = 0.8; // seconds at both ends; between them the hand comes back unseen

class Loop {
  constructor(frame) {
    Object.assign(this, { svg: frame.querySelector("svg"), page: frame.closest("[data-page]"), url: frame.dataset.loop });
    this.seconds = Number(frame.dataset.loopSeconds);
  }

  get isPaused() {
    return Boolean(this.page?.querySelector("[data-unpause]:not([hidden])"));
  }

  async see(isSeen) {
    this.isSeen = isSeen;
    if (!isSeen || calm.matches) return this.still();
    this.layers ??= await this.load();
    if (!this.isSeen || this.running || !this.layers.length) return;
    this.running = requestAnimationFrame((now) => this.turn(now));
  }

  async load() {
    const answer = await fetch(this.url);
    if (!answer.ok) return [];
    const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
    for (const group of drawing.querySelectorAll("[id]")) group.removeAttribute("id");
    return [...drawing.children].map((group) => document.importNode(group, true));
  }

  // Without the moving layers the still drawing is there again.
  still() {
    cancelAnimationFrame(this.running);
    this.running = this.begun = 0;
    for (const layer of this.layers ?? []) layer.remove();
  }

  turn(now) {
    if (this.isPaused) this.still();
    this.running = requestAnimationFrame((later) => this.turn(later));
    if (this.isPaused) return;
    this.begun ||= now;
    if (!this.layers[0].isConnected) this.svg.append(...this.layers);
    const [moving, arrow] = [this.layers.filter((layer) => layer.dataset.step), this.layers.at(-1)];
    const at = (((now - this.begun) / 1000) % (this.seconds + 2 * REST)) - REST;
    const place = Math.min(Math.max(at / this.seconds, 0), 1) * (moving.length - 1);
    const isBack = at > this.seconds + REST / 2;
    arrow.setAttribute("display", place === 0 ? "inline" : "none"); // the hand itself says where it goes
    moving.forEach((layer, k) => {
      layer.setAttribute("display", !isBack && k === Math.round(place) ? "inline" : "none");
      const [x, y] = layer.dataset.step.split(" ").map((part) => part * (place - k));
      if (k === Math.round(place)) layer.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    });
  }
}

const loops = new Map([...document.querySelectorAll("[data-loop]")].map((frame) => [frame, new Loop(frame)]));
const watcher = new IntersectionObserver((seen) => seen.forEach((one) => loops.get(one.target).see(one.isIntersecting)));
for (const frame of loops.keys()) watcher.observe(frame);
calm.addEventListener("change", () => loops.forEach((loop) => loop.see(loop.isSeen)));
