// Reads a sentence with a voice that lives on the device: the words, and the baby's name in them, never leave it.
const speech = globalThis.speechSynthesis;
const language = document.documentElement.lang;
const SLOW = 0.9;
const PATIENCE = 1500; // some devices tell their voices late

const first = (tag) => tag.split(/[-_]/)[0];

class Voice {
  get #mine() {
    return speech?.getVoices().find(({ lang, localService }) => localService && first(lang) === first(language));
  }

  async find() {
    if (!speech) return false;
    if (this.#mine) return true;
    await new Promise((resolve) => {
      speech.addEventListener?.("voiceschanged", resolve, { once: true });
      setTimeout(resolve, PATIENCE);
    });
    return Boolean(this.#mine);
  }

  async say(words) {
    this.words = words;
    speech?.cancel();
    if (!words || !(await this.find()) || words !== this.words) return;
    const said = new SpeechSynthesisUtterance(words);
    speech.speak(Object.assign(said, { voice: this.#mine, lang: this.#mine.lang, rate: SLOW }));
  }
}

export const voice = new Voice();
document.addEventListener("visibilitychange", () => document.hidden && voice.say(""));
addEventListener("pagehide", () => voice.say(""));
