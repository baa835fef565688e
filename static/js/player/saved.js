// The server has it: this device need not keep it, and the way back closes after ten seconds.
import { discard } from "../outbox.js";
import { forget } from "./progress.js";

const TEN = 10_000;

forget(document.querySelector("[data-saved]").dataset.saved);
// What waited here and could not be sent as it was, has just been put right and kept.
const replaced = new URLSearchParams(location.search).get("replaces");
if (replaced) discard(replaced);

for (const undo of document.querySelectorAll("[data-undo]")) setTimeout(() => undo.remove(), TEN);
