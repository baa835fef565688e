// The pause page. Whether "go on" may be offered is the server's rule; it comes with the page as data.
export class Cues {
  #timer = 0;

  constructor(page, changed) {
    this.page = page;
    this.boxes = [...page.querySelectorAll("[data-level]")];
    page.addEventListener("change", () => {
      this.#show();
      changed();
    });
    page.querySelector("[data-not-red]").addEventListener("click", () => {
      for (const box of this.boxes) if (box.dataset.level === "red") box.querySelector("input").checked = false;
      this.#show();
      changed();
      page.querySelector("h1").focus();
    });
  }

  open(pausedAt, pausesBefore) {
    Object.assign(this, { pausedAt, pausesBefore });
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#show(), 500);
    this.#show();
  }

  close() {
    clearInterval(this.#timer);
    for (const input of this.page.querySelectorAll("input:checked")) input.checked = false;
    this.#show();
  }

  get seen() {
    return this.boxes.map((box) => box.querySelector("input:checked")).filter(Boolean);
  }

  get #allowed() {
    const { two, again } = this.page.dataset;
    const seen = this.seen.map((input) => input.closest("[data-level]").dataset);
    if (seen.some(({ level, ends }) => level === "red" || ends === "yes")) return false;
    return (two === "yes" || seen.length < 2) && (again === "yes" || this.pausesBefore === 0);
  }

  #show() {
    const find = (selector) => this.page.querySelector(selector);
    const isRed = this.seen.some((input) => input.closest("[data-level]").dataset.level === "red");
    const waited = Date.now() - this.pausedAt >= Number(this.page.dataset.still) * 1000;
    if (isRed && !this.page.classList.contains("is-red")) setTimeout(() => find("[data-red-box]").focus());
    this.page.classList.toggle("is-red", isRed);
    find("[data-not-red]").hidden = !isRed;
    find("[data-hold]").hidden = !this.#allowed || waited;
    find("[data-settled]").hidden = !(this.#allowed && waited);
    find("[data-offer]").textContent = this.#allowed && waited ? find("[data-offer]").dataset.words : "";
  }
}
