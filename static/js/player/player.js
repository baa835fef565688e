// Leads one massage from the first question to "Saved". The parts each do one thing; this file says in what order.
import { stayAwake } from "./awake.js";
import { Clock } from "./clock.js";
import { Course } from "./course.js";
import { Cues } from "./cues.js";
import { Extras } from "./extras.js";
import { newKey, read, write } from "./fields.js";
import { How } from "./how.js";
import { unsaid } from "./lent.js";
import { Pages } from "./pages.js";
import { find, forget, keep } from "./progress.js";
import { Ready } from "./ready.js";
import { noteStop, rests } from "./rest.js";
import { afterRow, busy, give, massageRow, watch } from "./save.js";
import { View } from "./view.js";
import { zone } from "../device.js";

class Player {
  constructor(form) {
    this.form = form;
    this.course = new Course(JSON.parse(form.dataset.beats), JSON.parse(form.dataset.turns));
    this.pages = new Pages(form, (...how) => this.entered(...how));
    this.view = new View(this.section("play"), document.querySelector("[data-count]"));
    this.cues = new Cues(this.section("cue"), () => this.keep());
    this.how = new How(this.section("how"));
    this.clock = new Clock({ tick: (part) => this.view.thread(part), end: (at) => this.ended(at) });
    this.extras = new Extras(document.querySelector("[data-menu]"), { hold: (isOpen) => this.hold(isOpen) });
    this.ready = new Ready(this.section("ready"), () => this.start());
    this.listen();
    this.open();
  }

  section(name) {
    return this.form.querySelector(`[data-page=${name}]`);
  }

  listen() {
    const on = (selector, act) =>
      this.form.querySelector(selector).addEventListener("click", (event) => {
        event.preventDefault();
        event.stopPropagation();
        act();
      });
    on("[data-begin]", () => this.begin());
    on("[data-skip]", () => this.play());
    on("[data-pause]", () => this.pause());
    on("[data-step-next]", () => this.next());
    on("[data-step-back]", () => this.back());
    on("[data-unpause]", () => this.goOn());
    on("[data-settled]", () => this.settled());
    on("[data-stop]", () => this.finish("stopped"));
    for (const each of this.form.querySelectorAll("[data-resume]")) {
      each.addEventListener("click", () => this.resume(each.dataset.resume));
    }
    this.section("play").addEventListener("click", (event) => this.touched(event));
    this.form.addEventListener("change", () => this.keep());
    this.form.addEventListener("input", () => this.keep());
    this.form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("pagehide", () => this.keep());
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // it may be saved by now
  }

  // --- where it begins: anew, or with what this device kept
  async open() {
    const { author, baby } = this.form.dataset;
    this.kept = find(author, baby);
    if (!this.kept) return this.anew();
    this.pages.show("resume", { replace: true });
    const isHow = this.kept.page === "how";
    const line = this.form.querySelector(isHow ? "[data-resume-how]" : "[data-resume-step]");
    const minutes = Math.floor((Date.now() - this.kept.at) / 60000);
    line.hidden = false;
    this.form.querySelector("[data-resume=end]").hidden = isHow;
    if (isHow) return;
    const words = minutes > 1 ? line.dataset.many : minutes === 1 ? line.dataset.one : line.dataset.now;
    line.textContent = words.replace("%n", this.kept.beat + 1).replace("%m", minutes);
  }

  async anew() {
    const { baby, made } = this.form.dataset;
    this.pages.show((await rests(baby, made)) ? "rests" : "ready", { replace: true });
  }

  resume(how) {
    const record = this.kept;
    if (how === "new") {
      forget(record.key);
      return this.anew();
    }
    Object.assign(this, { massage: record });
    write(this.form, record.fields);
    this.course.at = Math.min(record.beat, this.course.beats.length - 1);
    this.course.isOver = record.isOver;
    if (how === "end") return this.finish("interrupted", record.at);
    if (record.page === "how" || record.page === "cue") return this.pages.show(record.page, { replace: true });
    return this.begin({ replace: true });
  }

  start() {
    if (this.massage) forget(this.massage.key);
    this.massage = {
      key: newKey(),
      author: this.form.dataset.author,
      baby: this.form.dataset.baby,
      path: location.pathname, // together with staff it is another course
      startedAt: Date.now(),
      pauses: 0,
      moments: [],
      isOver: false,
    };
    this.course.at = 0;
    this.course.isOver = false;
    this.form.elements.all_yes.checked = true;
    this.view.bringPictures(this.view.steps[0]);
    this.pages.show("last");
  }

  // --- the steps
  get pace() {
    return this.form.elements.pace.value;
  }

  begin(options) {
    if (this.pace === "own") this.play(options);
    else this.pages.show("lead", options);
  }

  play({ replace = this.pages.now === "lead" } = {}) {
    if (!this.massage.begunAt) this.begun();
    this.isPaused = false;
    this.pages.show("play", { replace });
    this.go(this.course.at);
    this.form.querySelector("[data-pause]").focus({ preventScroll: true });
  }

  // The rest of the family is told that somebody is with the baby, if there is a line.
  begun() {
    this.massage.startedAt = this.massage.begunAt = Date.now();
    const token = new URLSearchParams({ csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    if (navigator.onLine) fetch(this.form.dataset.startsUrl, { method: "POST", body: token, headers: { Accept: "application/json" } }).catch(() => {});
  }

  go(at, start) {
    const { course, view } = this;
    course.at = at;
    const words = view.show(course.beat, at + 1, course.beats.length);
    this.extras.say(this.isPaused ? "" : words);
    this.mode();
    view.thread(0);
    this.clock.stop();
    if (this.pace !== "own" && !this.isPaused) this.clock.begin(course.beat.seconds, start);
    this.keep();
  }

  mode() {
    const { pace, isPaused, cues } = this;
    this.view.mode({ pace, isPaused, clock: this.course.beat.clock, mayGoOn: cues.seen.length === 0 });
  }

  next(start) {
    if (this.isPaused) return;
    if (this.course.isLast) this.finish("completed");
    else this.go(this.course.at + 1, start);
  }

  back() {
    if (!this.isPaused) this.go(Math.max(this.course.at - 1, 0));
  }

  ended(at) {
    if (this.pages.now === "lead") return this.play();
    this.extras.stepEnded();
    this.next(at);
  }

  // Nobody is hurried on while the menu is open.
  hold(isOpen) {
    const { now } = this.pages;
    if (isOpen) this.clock.stop();
    else if (now === "lead") this.entered("lead");
    else if (now === "play") this.go(this.course.at);
  }

  touched({ target, clientX, currentTarget }) {
    if (target.closest("a, button") || this.isPaused) return;
    if (this.pace !== "own") return this.pause();
    const picture = target.closest(".player__picture")?.getBoundingClientRect();
    const box = currentTarget.getBoundingClientRect();
    if (picture && clientX > picture.left + Math.min(picture.width, box.width) / 2) this.next();
  }

  key(event) {
    const isElsewhere = event.key === " " && event.target.closest?.("a, button, summary, input") && !event.target.closest("[data-pause]");
    if (this.pages.now !== "play" || isElsewhere || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { " ": () => this.pause(), ArrowRight: () => this.next(), ArrowLeft: () => this.back() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  // --- a break
  pause() {
    this.clock.stop();
    if (!this.isPaused) this.massage.pausedAt = Date.now();
    this.pages.show("cue");
  }

  // Back from the pause page, with no sign seen: a slip of the hand.
  goOn() {
    this.isPaused = false;
    this.massage.pausedAt = null;
    this.go(this.course.at);
    this.form.querySelector("[data-pause]").focus({ preventScroll: true });
  }

  settled() {
    this.massage.moments = this.moments;
    this.cues.close();
    this.massage.pauses += 1;
    this.massage.pausedAt = null;
    this.play({ replace: true });
  }

  // The signs of earlier pauses, and those of this one: which technique, which step, which second.
  get moments() {
    const { moments, pausedAt, startedAt } = this.massage;
    if (!pausedAt) return moments;
    const { order, version } = this.view.step(this.course.beat.page).dataset;
    const where = { version: Number(version) || null, step: Number(order) || null };
    const second = Math.max(0, Math.round((pausedAt - startedAt) / 1000));
    return [...moments, ...this.cues.seen.map(({ value }) => ({ slug: value, ...where, second }))];
  }

  // --- the end
  finish(outcome, endedAt = Date.now()) {
    this.clock.stop();
    if (!this.massage.endedAt) {
      this.course.isOver = outcome === "completed";
      Object.assign(this.massage, { endedAt, isOver: this.course.isOver });
      this.form.querySelector(`[name=outcome][value=${outcome}]`).checked = true;
    }
    this.pages.show("how", { replace: this.pages.now === "resume" });
    this.handOver();
  }

  // A stop and the end are facts at once: whoever walks away now has lost nothing.
  async handOver() {
    if (this.massage.isHanded) return;
    this.fill(false);
    this.massage.isHanded = true;
    if (this.form.elements.outcome.value === "stopped") noteStop(this.form);
    this.massage.isHanded = (await give([massageRow(this.form)])).isSafe;
    this.keep();
  }

  submit(event) {
    event.preventDefault();
    const isNotReady = event.submitter?.name === "not_ready";
    const now = Date.now();
    if (isNotReady || !this.massage) this.massage = { ...this.massage, key: newKey(), startedAt: now, endedAt: now, moments: [] };
    this.fill(isNotReady);
    const first = isNotReady || !this.massage.isHanded ? [massageRow(this.form, { isNotReady })] : [];
    busy(event.submitter, () => this.save(isNotReady ? first : [...first, afterRow(this.form)]));
  }

  async save(written) {
    const { isKept, isRefused, isSafe, url } = await give(written);
    if (isKept) forget(this.massage.key);
    if (isKept && url) return location.replace(url);
    if (isRefused || !isSafe) return;
    forget(this.massage.key);
    this.isSaved = true;
    watch(this.section("kept"), this.massage.key);
    this.pages.show("kept", { replace: true });
  }

  fill(isNotReady) {
    const { elements } = this.form;
    const { key, startedAt, endedAt } = this.massage;
    if (isNotReady && this.pages.now === "ready") elements.all_yes.checked = false;
    elements.key.value = key;
    elements.started_at.value = new Date(startedAt).toISOString();
    elements.ended_at.value = new Date(Math.max(endedAt ?? Date.now(), startedAt)).toISOString();
    elements.time_zone.value = zone;
    elements.moments.value = JSON.stringify(isNotReady ? [] : this.moments);
    elements.done.value = JSON.stringify(isNotReady ? [] : this.course.done());
  }

  // --- from page to page
  entered(name, from, byHistory) {
    document.querySelector("[data-count]").hidden = name !== "play";
    stayAwake(name === "play" || name === "lead" || name === "cue");
    if (!this.massage && !["ready", "resume", "rests"].includes(name)) return this.pages.show("ready", { replace: true });
    if (this.massage?.endedAt && byHistory) return this.pages.show(this.isSaved ? "kept" : "how", { replace: true }); // it is over
    if (name !== "play") this.clock.stop();
    if (name !== "play") this.extras.say(name === "lead" ? this.section("lead").querySelector("h1").textContent : "");
    if (name === "lead") this.clock.begin(Number(this.section("lead").dataset.seconds));
    if (name === "cue") this.cues.open((this.massage.pausedAt ??= Date.now()), this.massage.pauses);
    if (name === "how") this.how.open(this.massage.endedAt, this.moments.map(({ slug }) => slug));
    if (name === "play" && byHistory) {
      this.isPaused = true;
      this.go(this.course.at);
      this.form.querySelector("[data-pause]").focus({ preventScroll: true });
    }
    this.keep();
  }

  keep() {
    const { massage, course, pages } = this;
    if (!massage?.begunAt || this.isSaved || !["play", "cue", "how"].includes(pages.now)) return;
    keep({ ...massage, page: pages.now, beat: course.at, fields: read(this.form), ...unsaid(this) });
  }
}

for (const form of document.querySelectorAll("[data-massage]")) {
  for (const each of form.querySelectorAll("[data-plain]")) each.hidden = true;
  form.dataset.running = "";
  new Player(form);
}
