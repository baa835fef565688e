// The player's menu: what this device may do beside the picture. Both are off until somebody chooses them.
import { choose, isChosen } from "./choices.js";

const BUZZ = 40; // milliseconds: the hand at the tablet feels it, the baby does not wake

export class Extras {
  constructor(menu, { hold }) {
    this.menu = menu;
    menu.querySelector("[data-has-buzz]").hidden = !(navigator.vibrate && matchMedia("(pointer: coarse)").matches);
    for (const box of menu.querySelectorAll("[data-extra]")) {
      box.checked = isChosen(box.dataset.extra);
      box.addEventListener("change", () => this.#chosen(box));
    }
    menu.addEventListener("toggle", () => {
      hold(menu.open);
      if (menu.open) this.#askForVoice();
    });
    document.addEventListener("click", ({ target }) => menu.contains(target) || (menu.open = false));
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  // A step that went on by itself.
  stepEnded() {
    if (isChosen("buzz")) navigator.vibrate?.(BUZZ);
  }

  async say(words) {
    this.words = words;
    if (!isChosen("voice")) return;
    this.voice ??= (await import("./voice.js")).voice;
    if (words === this.words) this.voice.say(words);
  }

  #chosen(box) {
    choose(box.dataset.extra, box.checked);
    if (box.dataset.extra === "buzz") return this.stepEnded();
    if (box.checked) this.say(box.closest("label").textContent.trim()); // so that one hears it at once
    else this.voice?.say("");
  }

  // Honest where there is none: the box cannot be ticked, and says why.
  async #askForVoice() {
    const { voice } = await import("./voice.js");
    const isThere = await voice.find();
    this.menu.querySelector("[data-no-voice]").hidden = isThere;
    this.menu.querySelector("[data-extra=voice]").disabled = !isThere;
  }
}
