// Runs in the page: finds a control by what a person reads beside it. Gives back the element or null.
const [kind, wanted, within, nth] = arguments;

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const low = (text) => tidy(text).toLowerCase();
const isVisible = (element) => {
  const style = getComputedStyle(element);
  const shown =
    style.display === "contents"
      ? [...element.children].some(isVisible)
      : element.getClientRects().length > 0 && style.visibility !== "hidden";
  return shown && !element.closest("[inert], [aria-hidden='true']");
};

const isTiny = (element) => element.tagName === "INPUT" && element.getBoundingClientRect().width < 4;

const byIds = (ids) =>
  ids.split(" ").map((id) => document.getElementById(id)?.textContent).join(" ");

const names = (element) => {
  const found = [];
  if (element.getAttribute("aria-labelledby")) found.push(byIds(element.getAttribute("aria-labelledby")));
  if (element.getAttribute("aria-label")) found.push(element.getAttribute("aria-label"));
  for (const label of element.labels ?? []) found.push(label.textContent);
  const legend = element.querySelector(":scope > legend");
  if (legend) found.push(legend.textContent);
  return found;
};

// 0 is the very name; 1 begins with it; 2 holds it; 9 is another.
const rank = (text) => {
  const [have, want] = [low(text), low(wanted)];
  if (have === want) return 0;
  if (have.startsWith(want) && !/[\p{L}\p{N}]/u.test(have[want.length])) return 1;
  return have.includes(want) ? 2 : 9;
};

const pools = {
  field: ["input:not([type=radio]):not([type=checkbox]), textarea, select, [role=combobox], [role=textbox]", names],
  button: [
    "button, a[href], summary, [role=button], [role=tab], [role=menuitem], [role=option], [role=link], [role=switch]",
    (element) => [element.textContent, ...names(element), element.title],
  ],
  group: ["fieldset, [role=radiogroup], [role=group], [role=region], section, article, li, dialog, [role=dialog]", names],
  choice: [
    "input[type=radio], input[type=checkbox], [role=radio], [role=checkbox], [role=option], button",
    (element) => [element.textContent, ...names(element)],
  ],
};

const [selector, read] = pools[kind];
const ranked = [...(within ?? document).querySelectorAll(selector)]
  .map((element) => ({ element, rank: Math.min(9, ...read(element).map(rank)) }))
  .filter((it) => it.rank < 9)
  // A native radio may be too small to see: then its label is what a person clicks.
  .map((it) => ({ ...it, seen: isTiny(it.element) ? (it.element.labels?.[0] ?? it.element) : it.element }))
  .filter((it) => isVisible(it.seen));
const best = Math.min(...ranked.map((it) => it.rank));
const equals = ranked.filter((it) => it.rank === best).map((it) => it.seen);
const chosen = equals.at(nth ?? 0) ?? null;
chosen?.scrollIntoView({ block: "center", inline: "nearest" });
return chosen;
