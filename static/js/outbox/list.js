// Today's list of what waits on this device: whose massage, when, and its state in words.
import { discard, rows, whenChanged } from "../outbox.js";
import { day, time } from "../when.js";
import { lookForm } from "./look.js";

const A_DAY = 24 * 3600 * 1000;
const box = document.querySelector("[data-outbox]");
const find = (selector, inside = box) => inside.querySelector(selector);
let waited = false;

async function show() {
  const all = await rows();
  const ours = Map.groupBy?.(all.filter(isOurs), ({ key }) => key) ?? grouped(all.filter(isOurs));
  find("[data-rows]").replaceChildren(...[...ours.values()].map(line));
  find("[data-others]").hidden = all.every((row) => row.sealed || isOurs(row));
  find("[data-all-sent]").hidden = !(waited && all.length === 0);
  find("[data-all-sent]").textContent = find("[data-all-sent]").dataset.words.replace("%t", time(new Date()));
  box.hidden = all.length === 0 && !waited;
  waited ||= all.length > 0;
  find("[data-say]").textContent = [...box.querySelectorAll("[data-what], [data-state], [data-all-sent]:not([hidden])")].map((each) => each.textContent.trim()).join(" ");
}

// On a shared tablet nobody reads another family's names.
const isOurs = ({ baby }) => box.dataset.babies.split(" ").includes(baby);

function grouped(list) {
  const groups = new Map();
  for (const row of list) groups.set(row.key, [...(groups.get(row.key) ?? []), row]);
  return groups;
}

function line(parts) {
  const [row] = parts;
  const refused = parts.find((each) => each.refused);
  const item = find("[data-row]").content.cloneNode(true).querySelector("li");
  const at = new Date(row.when);
  const what = find("[data-what]", item);
  const words = day(at) === day(new Date()) ? what.dataset.today : what.dataset.earlier;
  what.textContent = words.replace("%b", row.babyName).replace("%d", day(at)).replace("%t", time(at));
  const state = find("[data-state]", item);
  const { waits, long, signIn, look } = state.dataset;
  const kind = refused ? look : row.status === 401 ? signIn : Date.now() - row.at > A_DAY ? long : waits;
  state.textContent = [kind.replace("%n", row.authorName).replace("%d", day(new Date(row.at))), ...(refused?.refused ?? [])].join(" ");
  const by = find("[data-by]", item);
  by.textContent = by.dataset.by.replace("%n", row.authorName);
  const isMine = row.author === box.dataset.author;
  find("[data-icon-waits]", item).hidden = Boolean(refused);
  find("[data-icon-look]", item).hidden = !refused;
  find("[data-acts]", item).hidden = !isMine || !(refused || row.status === 401);
  lookForm(find("[data-look-form]", item), parts);
  find("[data-discard]", item).addEventListener("click", () => discard(row.key));
  return item;
}

const tryIt = () => show().catch(() => {}); // no storage: nothing can wait
whenChanged(tryIt);
tryIt();
