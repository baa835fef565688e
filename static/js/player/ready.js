// "Is now a good time?": which of the two answers is filled, and what the way on is called.
export class Ready {
  constructor(page, start) {
    this.page = page;
    this.link = page.querySelector("[data-start]");
    page.addEventListener("change", () => this.show());
    this.link.addEventListener("click", (event) => {
      event.preventDefault();
      if (this.mood) return start();
      page.querySelector("[data-face-first]").hidden = false;
      page.querySelector("[data-faces] input").focus();
    });
    this.show();
  }

  get mood() {
    return this.page.querySelector("[data-faces] input:checked")?.value;
  }

  // What the lines with a No ask for: "adjust" and "asked" leave a way on, the others do not.
  get #noes() {
    const lines = [...this.page.querySelectorAll("[data-line]")];
    const open = lines.filter((line) => line.querySelector("input:checked"));
    return open.map((line) => (line.querySelector("input[value=asked]:checked") ? "asked" : line.dataset.line));
  }

  show() {
    const noes = this.#noes;
    const isCalm = this.page.dataset.moods.split(" ").includes(this.mood);
    const isReady = isCalm && noes.length === 0;
    const words = noes.includes("asked") ? "ask" : noes.length ? "adjust" : isCalm || !this.mood ? "yes" : "settle";
    if (this.mood) this.page.querySelector("[data-face-first]").hidden = true;
    for (const each of this.link.querySelectorAll("[data-start-words]")) each.hidden = each.dataset.startWords !== words;
    this.link.hidden = noes.some((no) => no === "ask" || no === "not_now");
    this.link.classList.toggle("button--go", isReady);
    this.page.querySelector("[data-not-now]").classList.toggle("button--go", !isReady);
    this.page.querySelector("[data-settle]").hidden = isReady || noes.length > 0 || !this.mood;
  }
}
