// On a lent tablet nobody comes back to a massage: what is known so far lies ready to be locked when the tablet goes back.
import { afterRow, massageRow } from "./save.js";

export function unsaid(player) {
  if (!document.querySelector("[data-lent]")) return {};
  const { form, massage } = player;
  if (massage.isHanded) return { rows: [afterRow(form)].filter(({ fields }) => fields.some(isSaid)) };
  player.fill(false);
  const row = massageRow(form);
  if (!massage.endedAt) row.fields = [...row.fields.filter(([name]) => name !== "outcome"), ["outcome", "interrupted"]];
  return { rows: [row] };
}

const isSaid = ([name, value]) => !["key", "giver"].includes(name) && value !== "";
