// The last page: "None seen" and a sign exclude each other, and signs of a pause are named.
import { time as clock } from "../when.js";

export class How {
  constructor(page) {
    this.page = page;
    this.none = page.querySelector("[name=none_seen]");
    page.querySelector("[data-signs]").addEventListener("change", ({ target }) => {
      if (target === this.none) for (const each of this.#signs) each.checked &&= !target.checked;
      else if (target.checked) this.none.checked = false;
    });
  }

  open(endedAt, slugs) {
    const seen = this.page.querySelector("[data-seen]");
    const words = [...new Set(slugs)].map((slug) => document.querySelector(`[data-page=cue] [value="${slug}"]`)?.closest("label").textContent.trim());
    seen.hidden = words.length === 0;
    seen.querySelector("[data-seen-words]").textContent = words.join(", ");
    this.none.closest("label").hidden = words.length > 0;
    if (words.length) this.none.checked = false;
    const time = this.page.querySelector("[data-frozen]");
    time.hidden = false;
    time.textContent = clock(new Date(endedAt));
  }

  get #signs() {
    return this.page.querySelectorAll("[data-signs] [name=sign]");
  }
}
