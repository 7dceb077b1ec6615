// Keeps the raise form when there is no connection, and sends it when there is one again.
//
// A form that takes part says so: <form data-draft data-offline="…" data-needs="…" …>.
// Nothing here is needed to raise a matter: without script the form is sent as any other.

const DATABASE = "loushi";
const STORE = "drafts";
const PHOTO_EDGE = 1600;

// Asked for each time: the server's answer replaces the body of the page.
const formNow = () => document.querySelector("form[data-draft]");
const listNow = () => document.querySelector("[data-drafts]");

/** Runs `work` on the store of drafts and gives back its result. */
function store(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(request.result);
      };
      transaction.onerror = () => reject(transaction.error);
    };
  });
}

const allDrafts = () => store("readonly", (drafts) => drafts.getAll());
const keep = (draft) => store("readwrite", (drafts) => drafts.put(draft));
const forget = (id) => store("readwrite", (drafts) => drafts.delete(id));

/** Makes a photo small before it travels; gives back what it got when the browser cannot. */
async function shrunk(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) return file;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, PHOTO_EDGE / Math.max(bitmap.width, bitmap.height));
    if (scale === 1 && file.size < 400000) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: blob.type }) : file;
  } catch {
    return file;
  }
}

/** The fields of the form, photos made small, as pairs. */
async function fieldsOf(source, submitter) {
  const pairs = [];
  for (const [name, value] of new FormData(source)) {
    if (typeof value === "string") pairs.push([name, value]);
    else if (value.size > 0) pairs.push([name, await shrunk(value)]);
  }
  if (submitter && submitter.name) pairs.push([submitter.name, submitter.value]);
  return pairs;
}

/** Sends one draft. Resolves to the server's answer, rejects when it cannot be reached. */
function send(draft) {
  const body = new FormData();
  for (const [name, value] of draft.fields) {
    if (typeof value === "string") body.append(name, value);
    else body.append(name, value, value.name || "photo.jpg");
  }
  return fetch(draft.action, { method: "POST", body, credentials: "same-origin" });
}

/** Shows the server's page in place of this one, as if the form had been sent by the browser. */
async function show(answer) {
  const page = await answer.text();
  if (answer.redirected) {
    location.assign(answer.url);
    return;
  }
  const parsed = new DOMParser().parseFromString(page, "text/html");
  document.title = parsed.title;
  document.body.replaceWith(parsed.body);
  scrollTo(0, 0);
  const summary = document.querySelector("[data-errors]");
  if (summary) summary.focus();
  start(formNow());
}

/** Says something below the form's head. */
function say(text, link) {
  let note = document.querySelector("[data-draft-note]");
  if (!note) return;
  note.hidden = false;
  const words = note.querySelector("p");
  words.textContent = text;
  if (link) words.append(" ", link);
}

function anchor(href, text) {
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  return link;
}

/** Takes the form over: sends it with small photos, keeps it when the line is down. */
function start(taken) {
  if (!taken || !window.indexedDB || !window.fetch) return;
  taken.addEventListener("submit", async (event) => {
    event.preventDefault();
    const draft = {
      id: taken.dataset.id || `${Date.now()}-${Math.random().toString(36).slice(2, 8)}`,
      action: (event.submitter && event.submitter.getAttribute("formaction")) || taken.action,
      page: location.pathname + location.search,
      kept: Date.now(),
      fields: await fieldsOf(taken, event.submitter),
    };
    const buttons = taken.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    try {
      const answer = await send(draft);
      await forget(draft.id);
      await show(answer);
    } catch {
      taken.dataset.id = draft.id;
      await keep(draft);
      say(taken.dataset.offline);
      await draw();
      buttons.forEach((button) => (button.disabled = false));
    }
  });
}

/** Fills the form with a kept draft, to be changed or sent. */
function restore(draft) {
  const form = formNow();
  form.dataset.id = draft.id;
  for (const [name, value] of draft.fields) {
    if (typeof value !== "string") continue;
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = control.value === value;
      else if (control.type !== "file" && control.type !== "hidden") control.value = value;
    }
  }
  const photos = form.querySelector("input[type=file]");
  const files = draft.fields.filter(([, value]) => typeof value !== "string");
  if (photos && files.length && window.DataTransfer) {
    const transfer = new DataTransfer();
    files.forEach(([, file]) => transfer.items.add(new File([file], file.name || "photo.jpg", { type: file.type })));
    photos.files = transfer.files;
  }
  form.scrollIntoView();
}

/** Lists the drafts kept on this phone, each with what can be done with it. */
async function draw() {
  const [form, list] = [formNow(), listNow()];
  if (!list) return;
  const drafts = await allDrafts();
  list.closest("[data-drafts-panel]").hidden = drafts.length === 0;
  list.replaceChildren(
    ...drafts.map((draft) => {
      const row = document.createElement("li");
      const words = draft.fields.find(([, value]) => typeof value === "string" && value.length > 3);
      const text = document.createElement("p");
      text.textContent = words ? words[1].slice(0, 40) : draft.page;
      const button = (label, act) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "btn q";
        made.textContent = label;
        made.onclick = act;
        return made;
      };
      row.append(
        text,
        form ? button(list.dataset.edit, () => restore(draft)) : anchor(draft.page, list.dataset.edit),
        button(list.dataset.delete, async () => {
          await forget(draft.id);
          await draw();
        }),
      );
      return row;
    }),
  );
}

/** Sends what was kept. What the server wants changed stays and says so. */
async function sendKept() {
  if (navigator.onLine === false) return;
  for (const draft of await allDrafts()) {
    const [form, list] = [formNow(), listNow()];
    // The one being written is left alone.
    if (form && form.dataset.id === draft.id && form.contains(document.activeElement)) continue;
    try {
      const answer = await send(draft);
      if (answer.redirected) {
        await forget(draft.id);
        if (list) say(list.dataset.sent, anchor(answer.url, list.dataset.see));
      } else if (list && answer.status < 500) {
        say(list.dataset.needs, anchor(draft.page, list.dataset.look));
      }
    } catch {
      return;
    }
  }
  await draw();
}

if (window.indexedDB && window.fetch) {
  start(formNow());
  draw().then(sendKept, () => {});
  addEventListener("online", () => sendKept().catch(() => {}));
}
