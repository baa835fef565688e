// What is chosen and typed in the form, to keep it over a reload and to put it back.
const asked = (form) => [...form.elements].filter(({ name, type }) => name && type !== "hidden" && type !== "submit");

export function read(form) {
  return asked(form)
    .filter((each) => (each.type === "checkbox" || each.type === "radio" ? each.checked : each.value))
    .map(({ name, value }) => [name, value]);
}

export function write(form, values) {
  for (const each of asked(form)) {
    const mine = values.filter(([name]) => name === each.name);
    if (each.type === "checkbox" || each.type === "radio") each.checked = mine.some(([, value]) => value === each.value);
    else if (mine.length) each.value = mine[0][1];
  }
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // a page without https has no randomUUID
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
