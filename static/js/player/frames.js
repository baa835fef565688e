// The frames of a moving drawing, and which of them is to be seen: 0 is the still drawing, 1 the first frame, and so on.
const REST = 0.8; // seconds at both ends of a stroke that goes one way; between them the hand comes back unseen
const within = (low, value, high) => Math.min(Math.max(value, low), high);

const WAYS = {
  there(seconds, turn, last) {
    const at = (seconds % (turn + 2 * REST)) - REST;
    return at > turn + REST / 2 ? -1 : within(0, at / turn, 1) * last; // -1: the way back, without a hand
  },
  back: (seconds, turn, last) => ((1 - Math.cos((2 * Math.PI * seconds) / turn)) / 2) * last,
  round: (seconds, turn, last) => ((seconds % turn) / turn) * (last + 1),
};

export class Frames {
  constructor(text, tempo) {
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    this.layers = [...drawing.children].map((group) => document.importNode(group, true));
    this.frames = this.layers.filter((layer) => layer.dataset.step);
    [this.base, this.arrow] = ["base", "arrow"].map((part) => this.layers.find((layer) => layer.dataset.part === part));
    this.way = WAYS[drawing.dataset.way];
    this.turn = tempo * Number(drawing.dataset.touches);
  }

  show(seconds) {
    const place = this.way(seconds, this.turn, this.frames.length);
    if (this.base) this.slide(place);
    else this.dissolve(place);
  }

  // A hand drawn apart from the scene: one frame at a time, a little further on until the next one takes over.
  slide(place) {
    see(this.base, Math.round(place) !== 0);
    this.frames.forEach((frame, i) => {
      const [x, y] = frame.dataset.step.split(" ").map((part) => part * (place - i - 1));
      if (see(frame, Math.round(place) === i + 1)) frame.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    });
  }

  // Patches over the still drawing: the next one comes in above, then the one before goes.
  dissolve(place) {
    const share = within(0, ((place % 1) - 0.4) / 0.2, 1);
    const seen = this.frames.filter((frame, i) => {
      const opacity = { 0: 2 - 2 * share, 1: 2 * share }[i + 1 - Math.floor(place)] ?? 0;
      frame.setAttribute("opacity", Math.min(1, opacity).toFixed(2));
      return see(frame, opacity > 0);
    });
    see(this.arrow, seen.length > 0);
  }
}

function see(layer, isThere) {
  layer.setAttribute("display", isThere ? "inline" : "none");
  return isThere;
}
