// What every page may use, and device.js with it. Each module finds its own elements by data-* and does nothing without them.
import "./theme.js";
import "./print.js";
import "./toast.js";
import "./busy.js";
import "./until.js";
import "./outbox/sending.js";

document.documentElement.classList.add("has-js");
