// What a lent tablet remembers: the last touch, the last sign of life, how long it waits, and that it is over.
const NAME = "handhug:lent";

export const read = () => JSON.parse(localStorage.getItem(NAME) ?? "null");
export const forget = () => localStorage.removeItem(NAME);

export function write(more) {
  try {
    localStorage.setItem(NAME, JSON.stringify({ ...read(), ...more }));
  } catch {
    // no storage: then the page itself counts, and the server
  }
}
