// How the step page looks: which picture and sentence, which dot, which help line, how much of the thread is sewn.
import { bring, isSafeToWait } from "./pictures.js";

export class View {
  constructor(page, count) {
    Object.assign(this, { page, count });
    this.steps = [...page.querySelectorAll("[data-step]")];
    this.say = page.querySelector("[data-say]");
  }

  step(number) {
    return this.steps.find((each) => Number(each.dataset.step) === number);
  }

  // What comes next is fetched while this step is looked at.
  bringPictures(now) {
    for (const step of isSafeToWait() ? [now, this.steps[this.steps.indexOf(now) + 1]] : this.steps) bring(step);
  }

  show(beat, position, of) {
    const now = this.step(beat.page);
    this.bringPictures(now);
    for (const each of this.steps) each.hidden = each !== now;
    for (const list of this.page.querySelectorAll("[data-list]")) list.hidden = Number(list.dataset.list) !== beat.turn;
    for (const item of this.page.querySelectorAll("[data-item]")) {
      if (Number(item.dataset.item) === beat.page) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    [...now.querySelectorAll(".dot")].forEach((dot, at) => {
      dot.classList.toggle("done", at + 1 < beat.nth);
      dot.classList.toggle("now", at + 1 === beat.nth);
    });
    const count = now.querySelector("[data-count-words]");
    if (count && beat.count) count.textContent = beat.count;
    this.count.hidden = false;
    this.count.textContent = this.count.dataset.words.replace("%n", position).replace("%m", of);
    const [where, words] = [".strokes b", ".player__say"].map((part) => now.querySelector(part).textContent);
    this.say.textContent = [where, beat.count, words].filter(Boolean).join(". ");
    const isAgain = this.shown === now;
    this.shown = now;
    return isAgain && beat.count ? beat.count : this.say.textContent; // what a voice reads: the sentence once
  }

  mode({ pace, clock, isPaused, mayGoOn }) {
    const find = (selector) => this.page.querySelector(selector);
    const help = isPaused ? "paused" : pace === "own" ? "own" : clock === "still" ? "still" : "quiet";
    for (const each of this.page.querySelectorAll("[data-help]")) each.hidden = each.dataset.help !== help;
    find("[data-step-next]").hidden = isPaused;
    find("[data-step-next]").classList.toggle("button--go", pace === "own");
    find("[data-unpause]").hidden = !isPaused || !mayGoOn;
    find("[data-step-back]").disabled = isPaused;
    this.page.classList.toggle("is-own", pace === "own");
    find(".player__thread").classList.toggle("is-off", pace === "own" || clock === "still");
  }

  thread(part) {
    for (const each of document.querySelectorAll("[data-thread]")) each.style.setProperty("--done", `${(part * 100).toFixed(1)}%`);
  }
}
