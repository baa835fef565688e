// What every page may use. Each module finds its own elements by data-* and does nothing without them.
import "./theme.js";
import "./print.js";
import "./toast.js";
import "./busy.js";
import "./device.js";
import "./until.js";
import "./outbox/sending.js";

document.documentElement.classList.add("has-js");
