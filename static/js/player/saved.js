// The server has it: this device need not keep it, and the way back closes after ten seconds.
import { forget } from "./progress.js";

const TEN = 10_000;

forget(document.querySelector("[data-saved]").dataset.saved);
const undo = document.querySelector("[data-undo]");
if (undo) setTimeout(() => undo.remove(), TEN);
