// Sends what waits whenever it may work: a page opens, the connection comes back, the device is looked at again.
import { flush } from "../outbox.js";

const tryIt = () => flush().catch(() => {}); // storage is switched off: nothing can wait here

tryIt();
addEventListener("online", tryIt);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tryIt());
