// One section at a time, each with its own place in the browser's history.
export class Pages {
  constructor(form, entered) {
    this.sections = new Map([...form.querySelectorAll("[data-page]")].map((each) => [each.dataset.page, each]));
    this.entered = entered;
    addEventListener("popstate", ({ state }) => this.#open(state?.page ?? "ready", true));
  }

  show(name, { replace = false } = {}) {
    const how = replace ? "replaceState" : "pushState";
    history[how]({ page: name }, "", name === "ready" ? location.pathname : `#${name}`);
    this.#open(name, false);
  }

  #open(name, byHistory) {
    const from = this.now;
    this.now = name;
    document.body.dataset.now = name;
    for (const [each, section] of this.sections) section.hidden = each !== name;
    if (from) this.#lookAt(name);
    this.entered(name, from, byHistory);
  }

  // The steps keep the focus on Pause; every other page is read from its heading.
  #lookAt(name) {
    scrollTo(0, 0);
    if (name !== "play") this.sections.get(name).querySelector("h1").focus({ preventScroll: true });
  }
}
