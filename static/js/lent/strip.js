// On every page of a lent tablet: notes each touch, says so to the server, and gives the tablet back when nobody is there.
import { read, write } from "./state.js";

const strip = document.querySelector("[data-lent]");
const { back, alive, seal } = strip.dataset;
const idle = Number(strip.dataset.idle) * 1000;
const A_MOMENT = 2_000;
const A_SIGN_OF_LIFE = 60_000; // well within the five minutes that the server waits
const LONGEST_STEPS = 3600_000; // steps that run by themselves, and nobody touches anything
let state = { touched: Date.now(), seen: Date.now(), idle, seal };
let said = Date.now();

const isOver = () => state.isOver || Math.abs(Date.now() - state.seen) > idle;
const isRunning = () => document.documentElement.hasAttribute("data-awake") && Date.now() - state.touched < LONGEST_STEPS;

function give() {
  write({ ...state, isOver: true });
  location.replace(back);
}

function note(more) {
  state = { ...state, ...read(), idle, seal, ...more };
  write(state);
}

// What a tablet that slept does first: look at the clock.
function look() {
  state = { ...state, ...read() };
  if (isOver()) return give();
  if (isRunning()) note({ seen: Date.now() });
  if (navigator.onLine && state.seen - said > A_SIGN_OF_LIFE) live();
}

function live() {
  said = Date.now();
  fetch(alive, { method: "HEAD" }).then(({ redirected }) => redirected && give(), () => {});
}

function touched() {
  if (isOver()) give();
  else if (Date.now() - state.seen > A_MOMENT) note({ seen: Date.now(), touched: Date.now() });
}

note({ seen: Date.now(), touched: Date.now() });
strip.querySelector("[data-no-lock]").hidden = Boolean(globalThis.crypto?.subtle);
for (const name of ["pointerdown", "keydown", "input"]) addEventListener(name, touched, { capture: true });
addEventListener("scroll", touched, { passive: true, capture: true });
for (const name of ["storage", "focus"]) addEventListener(name, look);
addEventListener("pageshow", ({ persisted }) => (persisted ? location.reload() : look())); // it may be another loan by now
addEventListener("online", () => (look(), live()));
document.addEventListener("visibilitychange", look);
setInterval(look, 5_000);
strip.querySelector("form").addEventListener("submit", (event) => (event.preventDefault(), give()));
