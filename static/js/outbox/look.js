// What could not be sent as it was goes to the server's own page, which says what is wrong beside what was typed.
const PUT_RIGHT = [400, 401, 409, 422]; // the others end at a closed door

export function lookForm(form, parts) {
  const refused = parts.find((row) => row.refused) ?? parts[0];
  if (!PUT_RIGHT.includes(refused.status)) return;
  form.hidden = false;
  form.action = parts[0].page;
  if (parts[0].kind === "after") form.action = parts[0].page.replace(/massages\/$/, `massages/${parts[0].key}/after/`);
  for (const [name, value] of together(parts)) form.append(hidden(name, value));
  form.append(hidden("replaces", parts[0].key));
}

// How it was belongs to the massage that is not over there yet: both are shown as one.
function together(parts) {
  const later = parts.slice(1).flatMap(({ fields }) => fields);
  const said = new Set(later.map(([name]) => name));
  return [...parts[0].fields.filter(([name]) => !said.has(name)), ...later].filter(([name]) => name !== "replaces");
}

const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
