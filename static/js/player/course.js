// Where we are in the routine: beats one after the other, and what of each technique is done.
export class Course {
  constructor(beats, turns) {
    Object.assign(this, { beats, turns, at: 0, isOver: false });
  }

  get beat() {
    return this.beats[this.at];
  }

  get isLast() {
    return this.at === this.beats.length - 1;
  }

  // One row for each technique and leg that was begun, for the log.
  done() {
    const past = this.isOver ? this.beats : this.beats.slice(0, this.at);
    return this.turns
      .filter(({ number }) => this.beats.some((beat, at) => beat.turn === number && beat.clock !== "rest" && (this.isOver || at <= this.at)))
      .map(({ number, version, side, passes }) => {
        const count = past.filter((beat) => beat.turn === number && beat.nth).length;
        return { version, side, passes: count, whole: count === passes };
      });
  }
}
