// Shortens the desk: J takes the next one, Enter accepts what is proposed, / goes to the search.
//
// Letter keys can be switched off (data-keys="off" on <body>). Everything they do, a button does.

const letters = document.body.dataset.keys !== "off";
const typing = (element) => element && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

/** Moves the mark to the next or previous row of the to-do list. */
function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.classList.contains("sel"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (at >= 0) rows[at].classList.remove("sel");
  next.classList.add("sel");
  const link = next.querySelector("a");
  if (link) link.focus();
  next.scrollIntoView({ block: "nearest" });
}

addEventListener("keydown", (event) => {
  if (!letters || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "/") {
    const find = document.querySelector("input[type=search]");
    if (find) {
      event.preventDefault();
      find.focus();
    }
  } else if (key === "j" || key === "k") {
    const next = document.querySelector(key === "j" ? "a[data-next]" : "a[data-previous]");
    if (next) next.click();
    else move(key === "j" ? 1 : -1);
  } else if (key === "enter") {
    const accept = document.querySelector("[data-accept]");
    // Enter on a link or button is that link's or button's own.
    if (accept && !event.target.closest("a,button,summary,label")) {
      event.preventDefault();
      accept.click();
    }
  }
});

// A control marked data-redraw asks the server to draw the page again with what was picked; the
// button that does it without script disappears.
for (const control of document.querySelectorAll("[data-redraw]")) {
  const button = control.form && control.form.querySelector("[data-redraws]");
  if (!button) continue;
  button.hidden = true;
  control.addEventListener("change", () => button.click());
}

// One box ticks all rows of its table.
for (const all of document.querySelectorAll("input[data-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    const boxes = all.closest("table").querySelectorAll(`input[name="${CSS.escape(all.dataset.all)}"]`);
    boxes.forEach((box) => (box.checked = all.checked));
  });
}
